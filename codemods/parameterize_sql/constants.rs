//! Whether a hole can only be one of the constants of the source.

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::Visitor;
use overhaul_python::ast::{
    ConversionFlag, Expr, ExprName, InterpolatedStringElement, Operator, Stmt, StmtClassDef,
};
use overhaul_python::types::Value;
use overhaul_python::{BindingKind, Names, Outline, Ranged, Resolution, TextRange};

use super::guard;
use super::provenance;
use super::senders;

mod search;

pub use search::Comprehensions;
use search::{AnyAssigned, AttributeAssigned, Changes};

/// As deep are names followed to what they are assigned.
const MAX_DEPTH: usize = 6;

/// Classes of the standard library whose constructors set no fields.
const PLAIN_BASES: &[&str] =
    &["abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol", "threading.Thread"];

/// What a hole that holds only constants can bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constant {
    /// One of these texts.
    Texts(Vec<String>),
    /// A run of placeholders, as many as there are values.
    Placeholders,
    /// What the helper has checked.
    Checked,
}

pub struct Constants<'f, 'a> {
    pub file: &'f FileView<'a>,
    pub outline: &'f Outline<'a>,
}

impl<'a> Constants<'_, 'a> {
    pub fn of(&self, expr: &'a Expr) -> Option<Constant> {
        if guard::is_guarded(self.file, expr) {
            return Some(Constant::Checked);
        }
        if self.is_placeholder_run(expr, MAX_DEPTH) {
            return Some(Constant::Placeholders);
        }
        // A collection that is empty here is filled elsewhere.
        let texts = self.texts(expr, MAX_DEPTH).filter(|texts| !texts.is_empty());
        texts.or_else(|| self.typed(expr)).map(Constant::Texts)
    }

    /// The type checker knows every text that it can be.
    fn typed(&self, expr: &Expr) -> Option<Vec<String>> {
        if !matches!(
            expr,
            Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) | Expr::If(_) | Expr::Call(_)
        ) {
            return None;
        }
        // What a module or a class holds, others may change.
        let is_own = match expr {
            Expr::Name(name) => {
                let names = self.file.module.names();
                !provenance::is_bare_parameter(self.file, expr)
                    && matches!(names.resolve_name(name), Resolution::Bound(scope, _) if scope != Names::MODULE)
            }
            Expr::Attribute(attribute) => matches!(attribute.attr.as_str(), "value" | "name"),
            _ => true,
        };
        if !is_own {
            return None;
        }
        let answer = self.file.types.value(expr.range());
        let texts: Option<Vec<String>> = answer
            .values
            .iter()
            .map(|value| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        texts.filter(|texts| answer.complete && !texts.is_empty())
    }

    /// The texts that an expression can be, by what is written.
    fn texts(&self, expr: &'a Expr, depth: usize) -> Option<Vec<String>> {
        let depth = depth.checked_sub(1)?;
        match expr {
            Expr::StringLiteral(text) => Some(vec![text.value.to_str().to_owned()]),
            Expr::NumberLiteral(number) => Some(vec![self.file.module.slice(number.range()).to_owned()]),
            Expr::FString(text) => {
                let parts = text.value.elements().map(|element| match element {
                    InterpolatedStringElement::Literal(text) => Some(text.value.to_string()),
                    InterpolatedStringElement::Interpolation(field) => {
                        let is_plain = field.format_spec.is_none()
                            && field.debug_text.is_none()
                            && field.conversion == ConversionFlag::None;
                        self.texts(&field.expression, depth)?.into_iter().next().filter(|_| is_plain)
                    }
                });
                Some(vec![parts.collect::<Option<String>>()?])
            }
            Expr::UnaryOp(unary) if unary.operand.is_number_literal_expr() => {
                Some(vec![self.file.module.slice(unary.range()).to_owned()])
            }
            Expr::If(expr) => Some(both(self.texts(&expr.body, depth)?, self.texts(&expr.orelse, depth)?)),
            Expr::BoolOp(expr) => {
                let all: Option<Vec<_>> = expr.values.iter().map(|value| self.texts(value, depth)).collect();
                all.map(|all| all.into_iter().flatten().collect())
            }
            Expr::BinOp(sum) if sum.op == Operator::Add => {
                let (left, right) = (self.texts(&sum.left, depth)?, self.texts(&sum.right, depth)?);
                Some(vec![format!("{}{}", left.first()?, right.first()?)])
            }
            Expr::Name(name) => self.of_name(name, depth),
            Expr::Attribute(attribute) => self.of_attribute(expr, &attribute.attr, depth),
            Expr::Subscript(subscript) => self.elements(&subscript.value, depth),
            Expr::Call(call) => {
                let attribute = call.func.as_attribute_expr()?;
                let argument = call.arguments.args.first();
                match (attribute.attr.as_str(), argument) {
                    // `", ".join(COLUMNS)`
                    ("join", Some(parts)) => {
                        let separator = attribute.value.as_string_literal_expr()?;
                        let parts = self.elements(parts, depth)?;
                        Some(vec![parts.join(separator.value.to_str())])
                    }
                    ("get", Some(_)) => {
                        let default = match call.arguments.args.get(1) {
                            Some(default) => self.texts(default, depth)?,
                            None => return None,
                        };
                        Some(both(self.elements(&attribute.value, depth)?, default))
                    }
                    ("lower" | "upper" | "strip", None) => self.texts(&attribute.value, depth),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The texts that the elements of a collection can be; the values of a mapping.
    fn elements(&self, expr: &'a Expr, depth: usize) -> Option<Vec<String>> {
        let depth = depth.checked_sub(1)?;
        let all = |elements: &'a [Expr]| -> Option<Vec<String>> {
            let texts: Option<Vec<_>> = elements.iter().map(|element| self.texts(element, depth)).collect();
            texts.map(|texts| texts.into_iter().flatten().collect())
        };
        match expr {
            Expr::List(list) => all(&list.elts),
            Expr::Tuple(tuple) => all(&tuple.elts),
            Expr::Set(set) => all(&set.elts),
            Expr::Dict(dict) => {
                let texts: Option<Vec<_>> =
                    dict.items.iter().map(|item| self.texts(&item.value, depth)).collect();
                texts.map(|texts| texts.into_iter().flatten().collect())
            }
            Expr::Call(call) => match &*call.func {
                Expr::Name(name)
                    if matches!(
                        name.id.as_str(),
                        "list" | "tuple" | "sorted" | "set" | "reversed" | "frozenset"
                    ) =>
                {
                    self.elements(call.arguments.args.first()?, depth)
                }
                Expr::Attribute(attribute) if attribute.attr.as_str() == "values" => {
                    self.elements(&attribute.value, depth)
                }
                Expr::Attribute(attribute) if attribute.attr.as_str() == "keys" => {
                    self.keys(&attribute.value, depth)
                }
                _ => None,
            },
            Expr::Name(name) => {
                let values = self.assigned(name)?;
                let mut found = Vec::new();
                for value in values {
                    found.extend(self.elements(value, depth)?);
                }
                found.extend(self.added(name, depth)?);
                Some(found)
            }
            Expr::Attribute(attribute) => {
                let value = self.class_constant(expr, &attribute.attr)?;
                let elements = self.elements(value, depth)?;
                (!self.is_changed_member(&attribute.attr)).then_some(elements)
            }
            Expr::ListComp(_) | Expr::Generator(_) => None,
            _ => None,
        }
    }

    fn keys(&self, expr: &'a Expr, depth: usize) -> Option<Vec<String>> {
        match expr {
            Expr::Dict(dict) => {
                let keys: Option<Vec<_>> =
                    dict.items.iter().map(|item| self.texts(item.key.as_ref()?, depth)).collect();
                keys.map(|keys| keys.into_iter().flatten().collect())
            }
            Expr::Name(name) => match &self.assigned(name)?[..] {
                [value] if !self.is_mutated(name) => self.keys(value, depth.checked_sub(1)?),
                _ => None,
            },
            _ => None,
        }
    }

    /// The values that a name is assigned, all of them.
    fn assigned(&self, name: &ExprName) -> Option<Vec<&'a Expr>> {
        let names = self.file.module.names();
        let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return None };
        bindings
            .iter()
            .map(|id| {
                let binding = names.binding(*id);
                let BindingKind::Assignment(range) = &binding.kind else { return None };
                let node = self.outline.exactly(binding.statement)?;
                let value = match node.stmt {
                    Stmt::Assign(assign) => &assign.value,
                    Stmt::AnnAssign(assign) => assign.value.as_ref()?,
                    _ => return None,
                };
                (value.range() == *range).then_some(&**value)
            })
            .collect()
    }

    fn of_name(&self, name: &'a ExprName, depth: usize) -> Option<Vec<String>> {
        let names = self.file.module.names();
        let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return None };
        let mut texts = Vec::new();
        for id in bindings {
            let binding = names.binding(*id);
            let found = match &binding.kind {
                BindingKind::Assignment(_) => {
                    let value = self.assigned_by(binding.statement)?;
                    self.texts(value, depth)?
                }
                BindingKind::Other => self.iterated(binding.statement, binding.range, depth)?,
                _ => return None,
            };
            texts.extend(found);
        }
        (!texts.is_empty()).then_some(texts)
    }

    fn assigned_by(&self, statement: TextRange) -> Option<&'a Expr> {
        let node = self.outline.exactly(statement)?;
        match node.stmt {
            Stmt::Assign(assign) if assign.targets.iter().all(Expr::is_name_expr) => Some(&assign.value),
            Stmt::AnnAssign(assign) => assign.value.as_deref(),
            _ => None,
        }
    }

    /// What a loop or a comprehension gives to the target at `target`; `+=` of constants too.
    fn iterated(&self, statement: TextRange, target: TextRange, depth: usize) -> Option<Vec<String>> {
        let node = self.outline.exactly(statement)?;
        match node.stmt {
            Stmt::For(stmt) if stmt.target.range().contains_range(target) => {
                return self.loop_values(&stmt.target, &stmt.iter, target, depth);
            }
            Stmt::AugAssign(assign) if assign.target.range() == target && assign.op == Operator::Add => {
                return self.texts(&assign.value, depth);
            }
            _ => {}
        }
        let mut search = Comprehensions { target, found: None };
        search.visit_stmt(node.stmt);
        let (bound, iterable) = search.found?;
        self.loop_values(bound, iterable, target, depth)
    }

    fn loop_values(
        &self,
        bound: &Expr,
        iterable: &'a Expr,
        target: TextRange,
        depth: usize,
    ) -> Option<Vec<String>> {
        match bound {
            Expr::Name(_) => self.iterated_elements(iterable, depth),
            Expr::Tuple(tuple) => {
                let index = tuple.elts.iter().position(|element| element.range() == target)?;
                self.columns(iterable, index, depth)
            }
            _ => None,
        }
    }

    /// Iterating over a mapping gives its keys.
    fn iterated_elements(&self, iterable: &'a Expr, depth: usize) -> Option<Vec<String>> {
        let is_mapping = |value: &&'a Expr| value.is_dict_expr();
        match iterable {
            Expr::Dict(_) => self.keys(iterable, depth),
            Expr::Name(name) if self.assigned(name).is_some_and(|values| values.iter().any(is_mapping)) => {
                self.keys(iterable, depth)
            }
            _ => self.elements(iterable, depth),
        }
    }

    /// The `index`-th members of the tuples in a collection, or of the items of a mapping.
    fn columns(&self, iterable: &'a Expr, index: usize, depth: usize) -> Option<Vec<String>> {
        let depth = depth.checked_sub(1)?;
        match iterable {
            Expr::List(_) | Expr::Tuple(_) | Expr::Set(_) => {
                let rows: &'a [Expr] = match iterable {
                    Expr::List(list) => &list.elts,
                    Expr::Tuple(tuple) => &tuple.elts,
                    Expr::Set(set) => &set.elts,
                    _ => return None,
                };
                let texts: Option<Vec<_>> =
                    rows.iter().map(|row| self.texts(row.as_tuple_expr()?.elts.get(index)?, depth)).collect();
                texts.map(|texts| texts.into_iter().flatten().collect())
            }
            Expr::Name(name) => match &self.assigned(name)?[..] {
                [value] if !self.is_mutated(name) => self.columns(value, index, depth),
                _ => None,
            },
            Expr::Call(call) => {
                let called = call.func.as_attribute_expr();
                if let Some(attribute) = called.filter(|attribute| attribute.attr.as_str() == "items") {
                    return match index {
                        0 => self.keys(&attribute.value, depth),
                        1 => self.elements(&attribute.value, depth),
                        _ => None,
                    };
                }
                let is_enumerate = call.func.as_name_expr().is_some_and(|name| name.id == "enumerate");
                (is_enumerate && index == 1)
                    .then(|| self.iterated_elements(call.arguments.args.first()?, depth))?
            }
            _ => None,
        }
    }

    /// What is appended to a list, where everything that changes it can be seen.
    fn added(&self, name: &ExprName, depth: usize) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for (method, argument) in self.changes(name) {
            let argument = argument?;
            texts.extend(match method {
                "append" | "add" => self.texts(argument, depth)?,
                "extend" => self.elements(argument, depth)?,
                _ => return None,
            });
        }
        Some(texts)
    }

    fn is_mutated(&self, name: &ExprName) -> bool {
        !self.changes(name).is_empty()
    }

    /// Calls of methods of the named object that change it, each with its argument, and other changes without one.
    fn changes(&self, name: &ExprName) -> Vec<(&'a str, Option<&'a Expr>)> {
        let mut search = Changes { name: &name.id, is_member: false, found: Vec::new() };
        search.visit_body(self.file.module.body());
        search.found
    }

    /// An attribute that a class of this file gives as a constant and that nothing in the file assigns again.
    fn of_attribute(&self, expr: &'a Expr, name: &str, depth: usize) -> Option<Vec<String>> {
        let value = self.class_constant(expr, name)?;
        self.texts(value, depth)
    }

    fn class_constant(&self, expr: &'a Expr, name: &str) -> Option<&'a Expr> {
        let base = expr.as_attribute_expr()?.value.as_name_expr()?;
        let mut classes = self.outline.nodes().iter().filter_map(|node| {
            let class = node.stmt.as_class_def_stmt()?;
            let is_inside = class.range().contains_range(expr.range());
            let is_meant =
                class.name.as_str() == base.id || (is_inside && matches!(base.id.as_str(), "self" | "cls"));
            is_meant.then_some(class)
        });
        let class = classes.next_back()?;
        let is_named = |target: &Expr| target.as_name_expr().is_some_and(|target| target.id == name);
        let mut values = class.body.iter().filter_map(|stmt| match stmt {
            Stmt::Assign(assign) => assign.targets.iter().any(is_named).then_some((stmt, &*assign.value)),
            Stmt::AnnAssign(assign) if is_named(&assign.target) => Some((stmt, assign.value.as_deref()?)),
            _ => None,
        });
        let (stmt, value) = values.next()?;
        let mut assigned = AttributeAssigned { name, found: false };
        assigned.visit_body(self.file.module.body());
        let mut any = AnyAssigned { found: false };
        any.visit_body(&class.body);
        // A name in capitals is none that a constructor sets.
        let may_be_set = any.found && name.contains(char::is_lowercase);
        let is_field = stmt
            .as_ann_assign_stmt()
            .is_some_and(|assign| !is_of_class(&assign.annotation) && self.takes_fields(class, MAX_DEPTH));
        (values.next().is_none() && !assigned.found && !may_be_set && !is_field).then_some(value)
    }

    /// Whether the constructor of a class may set the fields that its body annotates, as that of a dataclass does: it is
    /// decorated, or derives from a class of which that is not known.
    fn takes_fields(&self, class: &'a StmtClassDef, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        let names = self.file.module.names();
        let is_plain = |base: &'a Expr| {
            let base = base.as_subscript_expr().map_or(base, |subscript| &subscript.value);
            let is_known = names
                .qualified(base)
                .is_some_and(|name| PLAIN_BASES.contains(&name.as_str()) || name == "builtins.object");
            let own = self.outline.nodes().iter().find_map(|node| {
                let known = node.stmt.as_class_def_stmt()?;
                (known.name.as_str() == base.as_name_expr()?.id).then_some(known)
            });
            is_known || own.is_some_and(|own| !self.takes_fields(own, depth))
        };
        !class.decorator_list.is_empty() || !class.bases().iter().all(is_plain)
    }

    /// Whether something of the file changes the collection that a class holds under a name.
    fn is_changed_member(&self, name: &str) -> bool {
        let mut search = Changes { name, is_member: true, found: Vec::new() };
        search.visit_body(self.file.module.body());
        !search.found.is_empty()
    }

    /// `",".join("?" * n)`, `", ".join(["%s"] * n)`, `",".join("?" for _ in values)`, `"?, " * n`.
    fn is_placeholder_run(&self, expr: &'a Expr, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match expr {
            Expr::Call(call) => {
                let is_join = call.func.as_attribute_expr().is_some_and(|attribute| {
                    attribute.attr.as_str() == "join" && attribute.value.is_string_literal_expr()
                });
                is_join && call.arguments.args.first().is_some_and(|parts| self.is_placeholders(parts, depth))
            }
            Expr::BinOp(product) if product.op == Operator::Mult => is_placeholder(&product.left),
            Expr::Name(name) => {
                let values = self.assigned(name).unwrap_or_default();
                !values.is_empty()
                    && !self.is_mutated(name)
                    && values.iter().all(|value| self.is_placeholder_run(value, depth))
            }
            _ => false,
        }
    }

    fn is_placeholders(&self, parts: &'a Expr, depth: usize) -> bool {
        match parts {
            Expr::BinOp(product) if product.op == Operator::Mult => match &*product.left {
                Expr::List(list) => list.elts.iter().all(is_placeholder),
                Expr::Tuple(tuple) => tuple.elts.iter().all(is_placeholder),
                other => is_placeholder(other),
            },
            Expr::Generator(generator) => is_placeholder(&generator.elt),
            Expr::ListComp(comprehension) => is_placeholder(&comprehension.elt),
            Expr::List(list) => list.elts.iter().all(is_placeholder),
            Expr::Name(name) => {
                let values = self.assigned(name).unwrap_or_default();
                let Some(depth) = depth.checked_sub(1) else { return false };
                !values.is_empty()
                    && !self.is_mutated(name)
                    && values.iter().all(|value| self.is_placeholders(value, depth))
            }
            _ => false,
        }
    }
}

/// `ClassVar` and `Final`: what the constructor does not set.
fn is_of_class(annotation: &Expr) -> bool {
    let annotation = annotation.as_subscript_expr().map_or(annotation, |subscript| &subscript.value);
    matches!(senders::name(annotation), Some("ClassVar" | "Final"))
}

fn both(mut first: Vec<String>, second: Vec<String>) -> Vec<String> {
    first.extend(second);
    first
}

/// A text that is placeholders, commas and white space.
fn is_placeholder(expr: &Expr) -> bool {
    let Expr::StringLiteral(text) = expr else { return false };
    let text = text.value.to_str();
    let left = text.replace("%s", "").replace(['?', ',', ' ', '(', ')'], "");
    !text.is_empty() && left.is_empty() && (text.contains('?') || text.contains("%s"))
}
