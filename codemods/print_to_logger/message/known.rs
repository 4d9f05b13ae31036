//! What an expression gives, as far as its form and the bindings of its names say.

use overhaul_python::ast::{Expr, ExprCall, ExprName, Operator, UnaryOp};
use overhaul_python::names::{Binding, Resolution, ScopeKind};
use overhaul_python::{BindingKind, Module, Ranged, Source, TextRange, Token, TokenKind};

use super::effects;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text, a number, bytes, None or another constant: its text never changes, and `str()` and `format()` agree.
    Constant,
    /// An exception, by its binding.
    Exception,
    /// A list, dict or set.
    Container,
    /// What arithmetic gives: new, so nothing else can change it. It may be a tuple.
    Fresh,
}

/// Whether no later evaluation can change the text of the value.
pub(super) fn is_fixed(module: &Module, expr: &Expr) -> bool {
    matches!(kind(module, expr), Some(Kind::Constant | Kind::Exception | Kind::Fresh))
}

/// Whether the value is no tuple, so that `%` takes it as one value.
pub(super) fn is_single(module: &Module, expr: &Expr) -> bool {
    matches!(kind(module, expr), Some(Kind::Constant | Kind::Exception | Kind::Container))
}

/// Whether `format()` and `str()` give the same text.
pub(super) fn is_plain(module: &Module, expr: &Expr) -> bool {
    matches!(kind(module, expr), Some(Kind::Constant | Kind::Exception | Kind::Container))
        || expr.is_tuple_expr()
}

fn kind(module: &Module, expr: &Expr) -> Option<Kind> {
    match expr {
        Expr::StringLiteral(_)
        | Expr::FString(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_) => Some(Kind::Constant),
        Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => Some(Kind::Constant),
        Expr::UnaryOp(operation) => kind(module, &operation.operand).filter(|kind| *kind == Kind::Constant),
        Expr::Compare(comparison) => comparison
            .ops
            .iter()
            .all(|operator| {
                use overhaul_python::ast::CmpOp::{In, Is, IsNot, NotIn};
                matches!(operator, In | NotIn | Is | IsNot)
            })
            .then_some(Kind::Constant),
        Expr::List(_)
        | Expr::Dict(_)
        | Expr::Set(_)
        | Expr::ListComp(_)
        | Expr::DictComp(_)
        | Expr::SetComp(_) => Some(Kind::Container),
        Expr::BinOp(operation) => {
            let left = kind(module, &operation.left);
            let right = kind(module, &operation.right);
            let constants =
                usize::from(left == Some(Kind::Constant)) + usize::from(right == Some(Kind::Constant));
            match operation.op {
                _ if constants == 2 => Some(Kind::Constant),
                Operator::Add | Operator::Mult | Operator::Mod => (constants == 1).then_some(Kind::Fresh),
                _ => Some(Kind::Fresh),
            }
        }
        Expr::If(choice) => {
            let body = kind(module, &choice.body)?;
            (kind(module, &choice.orelse)? == body).then_some(body)
        }
        Expr::Named(named) => kind(module, &named.value),
        Expr::Call(call) => call_kind(module, call),
        Expr::Attribute(attribute) => {
            effects::is_constant_attribute(&attribute.attr).then_some(Kind::Constant)
        }
        Expr::Name(name) => name_kind(module, name),
        _ => None,
    }
}

fn call_kind(module: &Module, call: &ExprCall) -> Option<Kind> {
    if let Some(name) = module.names().qualified(&call.func)
        && let Some(name) = name.strip_prefix("builtins.")
    {
        return match name {
            _ if effects::gives_constant(name) => Some(Kind::Constant),
            "list" | "dict" | "set" | "sorted" => Some(Kind::Container),
            _ => None,
        };
    }
    let method = call.func.as_attribute_expr()?;
    effects::is_constant_method(&method.attr).then_some(Kind::Constant)
}

/// A name that is bound more often is not looked into: there is little to gain, and files of generated code have
/// thousands of bindings of one name.
const MOST_BINDINGS: usize = 8;

fn name_kind(module: &Module, name: &ExprName) -> Option<Kind> {
    let mut kinds = bindings(module, name).into_iter().map(|binding| binding_kind(module, binding));
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// The bindings of a name, where they are few.
fn bindings<'m>(module: &'m Module, name: &ExprName) -> Vec<&'m Binding> {
    let names = module.names();
    match names.resolve_name(name) {
        Resolution::Bound(_, bindings) if bindings.len() <= MOST_BINDINGS => {
            bindings.iter().map(|id| names.binding(*id)).collect()
        }
        _ => Vec::new(),
    }
}

fn binding_kind(module: &Module, binding: &Binding) -> Option<Kind> {
    match &binding.kind {
        BindingKind::ExceptHandler => Some(Kind::Exception),
        BindingKind::Parameter => is_annotated(module, binding.range).then_some(Kind::Constant),
        BindingKind::Assignment(value) => assigned_kind(module, *value),
        BindingKind::Other => counts(module, binding).then_some(Kind::Constant),
        _ => None,
    }
}

/// Whether an annotation of a type whose values never change stands behind the name.
fn is_annotated(module: &Module, name: TextRange) -> bool {
    let tokens = module.tokens_in(TextRange::new(name.end(), module.logical_line_end(name.end())));
    let [colon, annotation, behind, ..] = tokens else { return false };
    colon.kind() == TokenKind::Colon
        && matches!(module.slice(annotation), "str" | "int" | "float" | "bool" | "bytes")
        && matches!(behind.kind(), TokenKind::Comma | TokenKind::Rpar | TokenKind::Equal)
}

/// The kind of a value that is a literal.
fn assigned_kind(module: &Module, value: TextRange) -> Option<Kind> {
    let is_constant = |value: &Expr| value.is_literal_expr() || value.is_f_string_expr();
    read_value(module, value, |value| is_constant(value).then_some(Kind::Constant))
}

/// Reads a short value by the range that a binding gives for it.
fn read_value<T>(module: &Module, value: TextRange, read: impl Fn(&Expr) -> Option<T>) -> Option<T> {
    const LONGEST: usize = 200;
    let text = module.slice(value);
    if text.len() > LONGEST {
        return None;
    }
    let parsed = Module::parse(Source::decode(format!("({text})").into_bytes()).ok()?).ok()?;
    let [statement] = parsed.body() else { return None };
    read(&statement.as_expr_stmt()?.value)
}

/// The texts that a name, or an attribute of a class of this file, is given as string literals.
pub(super) fn assigned_texts(module: &Module, expr: &Expr) -> Vec<String> {
    let found: Vec<&Binding> = match expr {
        Expr::Name(name) => bindings(module, name),
        Expr::Attribute(attribute) => {
            let owners =
                attribute.value.as_name_expr().map(|name| bindings(module, name)).unwrap_or_default();
            let classes = owners.iter().filter(|owner| owner.kind == BindingKind::Class);
            classes.flat_map(|class| class_bindings(module, class, &attribute.attr)).collect()
        }
        _ => Vec::new(),
    };
    let text = |binding: &Binding| match binding.kind {
        BindingKind::Assignment(value) => {
            read_value(module, value, |value| Some(value.as_string_literal_expr()?.value.to_str().to_owned()))
        }
        _ => None,
    };
    found.into_iter().filter_map(text).collect()
}

/// The bindings of a name in the body of a class.
fn class_bindings<'m>(module: &'m Module, class: &Binding, name: &str) -> Vec<&'m Binding> {
    const MOST: usize = 10_000;
    let names = module.names();
    if names.bindings().len() > MOST {
        return Vec::new();
    }
    let is_in_body = |binding: &&Binding| {
        let scope = names.scope(binding.scope);
        let is_here = scope.kind == ScopeKind::Class && class.statement.contains_range(scope.range);
        binding.name == name && is_here
    };
    names.bindings().iter().filter(is_in_body).collect()
}

/// Whether the name counts in `for name in range(...)` or `for name, item in enumerate(...)`.
fn counts(module: &Module, binding: &Binding) -> bool {
    let tokens = module.tokens_in(binding.statement);
    let [first, name, ..] = tokens else { return false };
    if first.kind() != TokenKind::For || name.range() != binding.range {
        return false;
    }
    let Some(at) = tokens.iter().position(|token| token.kind() == TokenKind::In) else { return false };
    let is_call_of = |function: &str, tokens: &[Token]| match tokens {
        [name, open, ..] => module.slice(name) == function && open.kind() == TokenKind::Lpar,
        _ => false,
    };
    let is_alone = at == 2;
    is_call_of(if is_alone { "range" } else { "enumerate" }, &tokens[at + 1..])
}
