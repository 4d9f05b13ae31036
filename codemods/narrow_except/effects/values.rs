//! What is known of the value of an expression.

use overhaul_python::ast::{Expr, ExprName, Stmt};
use overhaul_python::types::Value;
use overhaul_python::{BindingKind, Ranged, Resolution};

use super::super::binding;
use super::super::data::{ROWS, Row, WORDS};
use super::Assumption;
use super::reader::Reader;

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

/// How far the type of a value can be relied on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// It is made in code that the type checker sees.
    Seen,
    /// A caller gives it, and an annotation says what it should be.
    Annotated,
    Unknown,
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
                    overhaul_python::ast::Number::Int(_) => "int",
                    overhaul_python::ast::Number::Float(_) => "float",
                    overhaul_python::ast::Number::Complex { .. } => "complex",
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
        for value in answer.values {
            match value {
                Value::None => known.none = true,
                Value::Text(_) => known.kinds.extend(Known::of("str").kinds),
                Value::Instance(classes) if !classes.is_empty() => {
                    known.kinds.push(classes.iter().map(|class| ROWS.public(class)).collect());
                }
                _ => return None,
            }
        }
        Some(known)
    }

    /// How far the type of the value, which is known, can be relied on.
    pub fn trust(&self, expr: &Expr) -> Trust {
        match expr {
            Expr::Name(name) => match self.parameter(name) {
                Some(_) => Trust::Annotated,
                None => Trust::Seen,
            },
            Expr::If(expr) => self.trust(&expr.body).min_with(self.trust(&expr.orelse)),
            Expr::BoolOp(expr) => {
                expr.values.iter().map(|value| self.trust(value)).fold(Trust::Seen, Trust::min_with)
            }
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(name) if self.is_self(name) && self.is_passed_on(name, attribute.attr.as_str()) => {
                    Trust::Annotated
                }
                _ => Trust::Seen,
            },
            _ => Trust::Seen,
        }
    }

    /// Whether the class around the name puts what a caller gave it into the attribute, or what nobody sees.
    fn is_passed_on(&self, instance: &ExprName, attribute: &str) -> bool {
        let outline = &self.code.outline;
        let Some(id) = outline.innermost(instance.start()) else { return true };
        let Some(class) = outline.ancestors(id).find_map(|node| node.stmt.as_class_def_stmt()) else { return true };
        let is_it = |target: &Expr| {
            target.as_attribute_expr().is_some_and(|target| {
                target.attr.as_str() == attribute && target.value.as_name_expr().is_some_and(|name| name.id == instance.id)
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
        values.is_empty()
            || values.iter().any(|value| {
                value.is_none_or(|value| value.as_name_expr().is_some_and(|name| self.parameter(name).is_some()))
            })
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

    /// Says what the type of a receiver rests on, where that is an annotation.
    pub fn rely_on(&mut self, expr: &Expr) {
        if let Expr::Name(name) = expr
            && !self.is_self(name)
            && let Some(parameter) = self.parameter(name)
            && self.known(expr).is_some()
        {
            self.assume(Assumption::Annotation(parameter.to_owned()));
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

impl Trust {
    fn min_with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Annotated, _) | (_, Self::Annotated) => Self::Annotated,
            _ => Self::Seen,
        }
    }
}
