//! What is known of the value of an expression.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, ExprName, Stmt};
use overhaul_python::names::ScopeKind;
use overhaul_python::types::Value;
use overhaul_python::{BindingKind, Names, Ranged, Resolution, TextRange};

use super::super::binding;
use super::super::data::{ROWS, Row, WORDS};
use super::Assumption;
use super::reader::{Reader, shown};

/// So many names and attributes are looked up one behind the other at most.
const MAX_LOOKED_UP_DEPTH: usize = 9;

/// So many are looked up for one handler at most.
const MAX_LOOKED_UP: usize = 5_000;

/// The classes that a value can be of.
pub(super) struct Known {
    /// For each kind of value its class and the classes above, by their public names.
    pub kinds: Vec<Vec<String>>,
    pub none: bool,
}

impl Known {
    fn of(class: &str) -> Self {
        let above = if class == "bool" { vec!["int", "object"] } else { vec!["object"] };
        let kind = std::iter::once(class).chain(above).map(|class| format!("builtins.{class}")).collect();
        Self { kinds: vec![kind], none: false }
    }

    /// Whether every kind is a builtin type, whose special methods are those of the language.
    pub fn is_builtin(&self) -> bool {
        self.kinds.iter().all(|kind| kind.first().is_some_and(|class| class.starts_with("builtins.")))
    }

    /// Whether it holds its items itself, so that reading them runs no code.
    pub fn is_container(&self) -> bool {
        let is_one = |class: &String| {
            WORDS.has("iterates", "safely", class)
                || matches!(class.as_str(), "builtins.dict" | "builtins.set")
        };
        self.kinds.iter().all(|kind| kind.iter().any(is_one))
    }

    /// Whether its items are characters or numbers.
    pub fn is_text(&self) -> bool {
        ["builtins.str", "builtins.bytes", "builtins.range"].iter().any(|class| self.is(class))
    }

    /// Whether each kind is the class, or derives from it.
    pub fn is(&self, class: &str) -> bool {
        !self.none
            && !self.kinds.is_empty()
            && self.kinds.iter().all(|kind| kind.iter().any(|known| known == class))
    }

    /// Whether some kind is the class.
    pub fn can_be(&self, class: &str) -> bool {
        self.kinds.iter().any(|kind| kind.iter().any(|known| known == class))
    }
}

impl<'r> Reader<'r, '_> {
    /// The classes that the value can be of, where they are all known.
    pub fn known(&self, expr: &Expr) -> Option<Known> {
        match expr {
            Expr::StringLiteral(_) | Expr::FString(_) => return Some(Known::of("str")),
            Expr::BytesLiteral(_) => return Some(Known::of("bytes")),
            Expr::BooleanLiteral(_) => return Some(Known::of("bool")),
            Expr::NumberLiteral(number) => {
                return Some(Known::of(match number.value {
                    ast::Number::Int(_) => "int",
                    ast::Number::Float(_) => "float",
                    ast::Number::Complex { .. } => "complex",
                }));
            }
            Expr::NoneLiteral(_) => return Some(Known { kinds: Vec::new(), none: true }),
            Expr::List(_) | Expr::ListComp(_) => return Some(Known::of("list")),
            Expr::Tuple(_) => return Some(Known::of("tuple")),
            Expr::Dict(_) | Expr::DictComp(_) => return Some(Known::of("dict")),
            Expr::Set(_) | Expr::SetComp(_) => return Some(Known::of("set")),
            _ => {}
        }
        let answer = self.types.value(expr.range());
        if !answer.complete || answer.values.is_empty() {
            return None;
        }
        let mut known = Known { kinds: Vec::new(), none: false };
        for value in &answer.values {
            match value {
                Value::None => known.none = true,
                Value::Text(_) => known.kinds.extend(Known::of("str").kinds),
                // Everything is an object.
                Value::Instance(classes)
                    if classes.first().is_some_and(|class| class == "builtins.object") =>
                {
                    return None;
                }
                Value::Instance(classes) if !classes.is_empty() => {
                    known.kinds.push(classes.iter().map(|class| ROWS.public(class)).collect());
                }
                _ => return None,
            }
        }
        Some(known)
    }

    /// Whether the value is made in code that the type checker sees, so that its type needs no annotation and no
    /// promise of a caller.
    pub fn is_seen(&self, expr: &Expr) -> bool {
        match expr {
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::FString(_)
            | Expr::Compare(_)
            | Expr::Lambda(_) => true,
            Expr::Tuple(ast::ExprTuple { elts, .. })
            | Expr::List(ast::ExprList { elts, .. })
            | Expr::Set(ast::ExprSet { elts, .. }) => {
                elts.iter().all(|element| self.is_seen_and_known(element))
            }
            Expr::Dict(dict) => dict.items.iter().all(|item| {
                item.key.as_ref().is_some_and(|key| self.is_seen_and_known(key))
                    && self.is_seen_and_known(&item.value)
            }),
            Expr::ListComp(comp) => self.is_seen_and_known(&comp.elt),
            Expr::SetComp(comp) => self.is_seen_and_known(&comp.elt),
            Expr::UnaryOp(op) => op.op.is_not() || self.is_seen(&op.operand),
            // Text and something else is text, or nothing.
            Expr::BinOp(op) if [&op.left, &op.right].iter().any(|side| is_text_literal(side)) => {
                matches!(op.op, ast::Operator::Add | ast::Operator::Mod)
            }
            Expr::BinOp(op) => self.is_seen(&op.left) && self.is_seen(&op.right),
            Expr::If(expr) => self.is_seen(&expr.body) && self.is_seen(&expr.orelse),
            Expr::BoolOp(op) => op.values.iter().all(|value| self.is_seen(value)),
            Expr::Named(named) => self.is_seen(&named.value),
            Expr::Await(expr) => self.is_seen(&expr.value),
            Expr::Slice(slice) => [&slice.lower, &slice.upper, &slice.step]
                .into_iter()
                .flatten()
                .all(|part| self.is_seen_and_known(part)),
            // Of what the standard library and packages with stubs give, the types are theirs.
            Expr::Call(call) => self.is_call_seen(call),
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(name) if self.is_self(name) => {
                    self.is_attribute_seen(name, attribute.attr.as_str())
                }
                _ => self.imported(expr).is_some(),
            },
            Expr::Name(name) => self.is_name_seen(name),
            Expr::Subscript(subscript) => {
                let is_pair = self.length(&subscript.value).is_some() && self.is_seen(&subscript.value);
                let is_text = || {
                    let known = self.known(&subscript.value);
                    known.is_some_and(|known| known.is_text()) && self.is_seen(&subscript.value)
                };
                is_pair || is_text() || self.imported(&subscript.value).is_some()
            }
            _ => false,
        }
    }

    fn is_seen_and_known(&self, expr: &Expr) -> bool {
        self.is_seen(expr) && self.known(expr).is_some()
    }

    /// What the comprehension with this range takes the values of the name from.
    fn generator(&self, name: &ExprName, range: TextRange) -> Option<&'r Expr> {
        struct Search<'n, 'a> {
            name: &'n str,
            range: TextRange,
            found: Option<&'a Expr>,
        }
        impl<'a> Visitor<'a> for Search<'_, 'a> {
            fn visit_expr(&mut self, expr: &'a Expr) {
                let generators = match expr {
                    Expr::ListComp(comp) => &comp.generators,
                    Expr::SetComp(comp) => &comp.generators,
                    Expr::DictComp(comp) => &comp.generators,
                    Expr::Generator(comp) => &comp.generators,
                    _ => return visitor::walk_expr(self, expr),
                };
                if expr.range() == self.range {
                    let named = generators.iter().find(|generator| {
                        generator.target.as_name_expr().is_some_and(|target| target.id == self.name)
                    });
                    self.found = named.map(|generator| &generator.iter);
                }
                visitor::walk_expr(self, expr);
            }
        }
        let stmt = self.code.outline.node(self.code.outline.innermost(name.start())?).stmt;
        let mut search = Search { name: &name.id, range, found: None };
        visitor::walk_stmt(&mut search, stmt);
        search.found
    }

    /// Whether the type of the result is that of a function or method which does not pass on what it was given.
    fn is_call_seen(&self, call: &ast::ExprCall) -> bool {
        let path = self.imported(&call.func);
        let is_made = matches!(self.types.value(call.func.range()).values[..], [Value::Class(_)]);
        if is_made && !path.as_ref().is_some_and(|path| WORDS.has("passes_on", "calls", path)) {
            return true;
        }
        if let Some(path) = path {
            let passes_on = WORDS.has("passes_on", "calls", &path);
            return ROWS.get(&path, self.question.lowest).is_some()
                && (!passes_on
                    || call.arguments.args.iter().all(|argument| self.is_seen_and_known(argument)));
        }
        let Expr::Attribute(attribute) = &*call.func else { return false };
        let Some(known) = self.known(&attribute.value) else { return false };
        let rows = self.method_rows(&known, attribute.attr.as_str());
        let passes_on = known.kinds.iter().flatten().any(|class| WORDS.has("passes_on", "classes", class));
        rows.is_some() && (!passes_on || self.is_seen(&attribute.value))
    }

    /// Whether all values that the name can have are seen. What another function may set is not.
    fn is_name_seen(&self, name: &ExprName) -> bool {
        let names = self.code.module.names();
        let Resolution::Bound(scope, bindings) = names.resolve_name(name) else { return false };
        if names.scope(scope).kind == ScopeKind::Comprehension {
            let iter = self.generator(name, names.scope(scope).range);
            return iter.is_some_and(|iter| self.looked_up(|| self.is_seen_and_known(iter)));
        }
        let is_shared = scope == Names::MODULE && self.code.is_set_elsewhere(&name.id);
        let is_seen = || {
            bindings.iter().all(|id| {
                let binding = names.binding(*id);
                let stmt = self.code.outline.exactly(binding.statement).map(|node| node.stmt);
                match (&binding.kind, stmt) {
                    (BindingKind::Assignment(value), Some(Stmt::Assign(assign))) => {
                        assign.value.range() == *value && self.is_seen_and_known(&assign.value)
                    }
                    (BindingKind::Assignment(_), Some(Stmt::AnnAssign(assign))) => {
                        assign.value.as_deref().is_some_and(|value| self.is_seen_and_known(value))
                    }
                    (BindingKind::Other, Some(Stmt::AugAssign(assign))) => {
                        self.is_seen_and_known(&assign.value)
                    }
                    (BindingKind::Other, Some(Stmt::With(with))) => with.items.iter().any(|item| {
                        let target = item.optional_vars.as_deref().and_then(Expr::as_name_expr);
                        target.is_some_and(|target| target.id == name.id)
                            && self.is_seen_and_known(&item.context_expr)
                    }),
                    // The items of what is seen are seen.
                    (BindingKind::Other, Some(Stmt::Assign(assign))) => self.is_seen_and_known(&assign.value),
                    (BindingKind::Other, Some(Stmt::For(stmt))) => self.is_seen_and_known(&stmt.iter),
                    (BindingKind::Parameter, _) => {
                        self.is_collected(&name.id, scope)
                            || binding::is_bound_before(&self.code.outline, name)
                    }
                    _ => false,
                }
            })
        };
        !is_shared && self.looked_up(is_seen)
    }

    /// Whether all values that the class around the name puts into the attribute are seen.
    fn is_attribute_seen(&self, instance: &ExprName, attribute: &str) -> bool {
        let outline = &self.code.outline;
        let Some(id) = outline.innermost(instance.start()) else { return false };
        let Some(class) = outline.ancestors(id).find_map(|node| node.stmt.as_class_def_stmt()) else {
            return false;
        };
        let is_it = |target: &Expr| {
            target.as_attribute_expr().is_some_and(|target| {
                target.attr.as_str() == attribute
                    && target.value.as_name_expr().is_some_and(|name| name.id == instance.id)
            })
        };
        let inside = outline.nodes().iter().filter(|node| class.range().contains_range(node.stmt.range()));
        let values: Vec<Option<&Expr>> = inside
            .filter_map(|node| match node.stmt {
                Stmt::Assign(assign) if assign.targets.iter().any(is_it) => Some(Some(&*assign.value)),
                Stmt::AnnAssign(assign) if is_it(&assign.target) => assign.value.as_deref().map(Some),
                Stmt::AugAssign(assign) if is_it(&assign.target) => Some(None),
                _ => None,
            })
            .collect();
        !values.is_empty()
            && self.looked_up(|| {
                values.iter().all(|value| value.is_some_and(|value| self.is_seen_and_known(value)))
            })
    }

    /// Looks at the values of a name or an attribute, which may be made of itself: `self.count = self.count + 1`.
    fn looked_up(&self, look: impl FnOnce() -> bool) -> bool {
        let (depth, all) = (self.visiting.get(), self.question.looked_up.get());
        if depth >= MAX_LOOKED_UP_DEPTH || all >= MAX_LOOKED_UP {
            return false;
        }
        self.question.looked_up.set(all + 1);
        self.visiting.set(depth + 1);
        let seen = look();
        self.visiting.set(depth);
        seen
    }

    /// The parameter that the name stands for, also through plain assignments.
    pub fn parameter<'n>(&self, name: &'n ExprName) -> Option<&'n str>
    where
        'r: 'n,
    {
        let names = self.code.module.names();
        let mut current: &ExprName = name;
        for _ in 0..8 {
            let Resolution::Bound(_, bindings) = names.resolve_name(current) else { return None };
            let parameter = bindings.iter().find(|id| names.binding(**id).kind == BindingKind::Parameter);
            if let Some(parameter) = parameter {
                // What `*args` and `**kwargs` are, no caller decides.
                let is_collected = self.is_collected(&current.id, names.binding(*parameter).scope);
                let is_bound_again = binding::is_bound_before(&self.code.outline, current);
                return (!is_collected && !is_bound_again).then_some(name.id.as_str());
            }
            let [only] = bindings else { return None };
            let BindingKind::Assignment(value) = names.binding(*only).kind else { return None };
            let stmt = self.code.outline.exactly(names.binding(*only).statement)?.stmt;
            let assigned =
                stmt.as_assign_stmt().map(|stmt| &*stmt.value).filter(|found| found.range() == value)?;
            current = assigned.as_name_expr()?;
        }
        None
    }

    fn is_collected(&self, name: &str, scope: usize) -> bool {
        let range = self.code.module.names().scope(scope).range;
        let def = self.code.outline.exactly(range).and_then(|node| node.stmt.as_function_def_stmt());
        def.is_some_and(|def| {
            let collected = [&def.parameters.vararg, &def.parameters.kwarg];
            collected.into_iter().flatten().any(|parameter| parameter.name.as_str() == name)
        })
    }

    /// The number of items of the tuple that the expression makes, where it is always the same.
    pub fn length(&self, expr: &Expr) -> Option<usize> {
        let call = match expr {
            Expr::Call(call) => call,
            Expr::Await(expr) => expr.value.as_call_expr()?,
            Expr::Tuple(tuple) if !tuple.elts.iter().any(Expr::is_starred_expr) => {
                return Some(tuple.elts.len());
            }
            _ => return None,
        };
        let path = self.imported(&call.func).or_else(|| {
            let attribute = call.func.as_attribute_expr()?;
            let known = self.known(&attribute.value)?;
            let rows = self.method_rows(&known, attribute.attr.as_str())?;
            rows.first().map(|row| row.call.clone())
        })?;
        let is_in = |list: &str| WORDS.has("length", list, &path);
        if is_in("pairs") { Some(2) } else { is_in("triples").then_some(3) }
    }

    /// Whether the name is the first parameter of a method, the instance or the class.
    pub fn is_self(&self, name: &ExprName) -> bool {
        matches!(name.id.as_str(), "self" | "cls") && self.parameter(name).is_some()
    }

    /// Says what the type of a value rests on, where that is an annotation or another promise.
    pub fn rely_on(&mut self, expr: &Expr) {
        let is_self = expr.as_name_expr().is_some_and(|name| self.is_self(name));
        if !is_self && !self.is_seen(expr) && self.known(expr).is_some() {
            let shown = shown(self.slice(expr));
            self.assume(Assumption::Type(shown));
        }
    }

    /// For each kind of value the row of the method, or `None` where one has none.
    pub fn method_rows(&self, known: &Known, method: &str) -> Option<Vec<&'static Row>> {
        let mut rows = Vec::new();
        for kind in &known.kinds {
            let row = kind.iter().find_map(|class| {
                // A class of the project above the one with the row may have the method too.
                ROWS.get(&format!("{class}.{method}"), self.question.lowest)
            })?;
            let is_own = kind
                .iter()
                .take_while(|class| !row.call.starts_with(class.as_str()))
                .any(|class| !class.starts_with("builtins.") && self.is_of_project(class));
            if is_own {
                return None;
            }
            rows.push(row);
        }
        Some(rows)
    }

    /// Whether one of the classes is the project's, so that its special methods may do anything.
    pub fn is_own(&self, kind: &[String]) -> bool {
        kind.iter().any(|class| !class.starts_with("builtins.") && self.is_of_project(class))
    }

    /// Whether the qualified name is one of the project's own modules.
    pub fn is_of_project(&self, qualified: &str) -> bool {
        let mut head = qualified;
        while let Some((module, _)) = head.rsplit_once('.') {
            match self.types.resolves(module) {
                Some(overhaul_python::types::Origin::Project(_)) => return true,
                Some(_) => return false,
                None => head = module,
            }
        }
        // What nothing resolves is a package that is not installed here.
        false
    }
}

fn is_text_literal(expr: &Expr) -> bool {
    expr.is_string_literal_expr() || expr.is_f_string_expr()
}
