//! What can be told about a database URL: dialect, driver, whether it is an in-memory database.

use overhaul_engine::FileView;
use overhaul_python::ast::{Expr, ExprCall, FStringPart, InterpolatedStringElement, Operator};
use overhaul_python::{BindingKind, Module, Names, Resolution};

use super::data::FACTS;
use super::resolve;

/// Stands for a part that is known only when the program runs.
const HOLE: char = '\u{0}';

const MAX_STEPS: usize = 6;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Url {
    text: String,
}

impl Url {
    /// Reads the argument of a call.
    pub fn of(file: &FileView<'_>, expr: &Expr) -> Self {
        Self { text: text(file, file.module, file.path, expr, MAX_STEPS) }
    }

    fn scheme(&self) -> Option<&str> {
        self.text.split_once("://").map(|(scheme, _)| scheme)
    }

    /// `postgresql`, where the URL says it.
    pub fn dialect(&self) -> Option<&str> {
        let dialect = self.scheme()?.split('+').next()?;
        (!dialect.contains(HOLE)).then_some(dialect)
    }

    /// Whether its driver serves asynchronous engines only.
    pub fn is_async(&self) -> bool {
        let driver = self.scheme().and_then(|scheme| scheme.split('+').nth(1));
        driver.is_some_and(|driver| FACTS.async_drivers.iter().any(|known| known == driver))
    }

    /// <https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#threading-pooling-behavior>
    pub fn is_in_memory(&self) -> bool {
        let Some((_, rest)) = self.text.split_once("://") else { return false };
        let rest = if rest.contains("mode=memory") { rest } else { rest.split('?').next().unwrap_or(rest) };
        let is_sqlite = self.dialect() == Some("sqlite");
        is_sqlite && (matches!(rest, "" | "/") || rest.contains(":memory:") || rest.contains("mode=memory"))
    }
}

fn text(file: &FileView<'_>, module: &Module, in_file: &str, expr: &Expr, steps: usize) -> String {
    let unknown = || HOLE.to_string();
    let Some(steps) = steps.checked_sub(1) else { return unknown() };
    let follow = |expr: &Expr| text(file, module, in_file, expr, steps);
    match expr {
        Expr::StringLiteral(literal) => literal.value.to_str().to_owned(),
        Expr::FString(string) => {
            let mut result = String::new();
            for part in &string.value {
                match part {
                    FStringPart::Literal(literal) => result.push_str(&literal.value),
                    FStringPart::FString(inner) => {
                        for element in &inner.elements {
                            match element {
                                InterpolatedStringElement::Literal(literal) => {
                                    result.push_str(&literal.value);
                                }
                                InterpolatedStringElement::Interpolation(hole) => {
                                    result.push_str(&follow(&hole.expression));
                                }
                            }
                        }
                    }
                }
            }
            result
        }
        Expr::BinOp(operation) if operation.op == Operator::Add => {
            format!("{}{}", follow(&operation.left), follow(&operation.right))
        }
        Expr::Name(name) => match resolve::only_value(module, name) {
            Some(value) => follow(value),
            None => imported(file, module, in_file, expr, steps).unwrap_or_else(unknown),
        },
        Expr::Attribute(_) => imported(file, module, in_file, expr, steps).unwrap_or_else(unknown),
        Expr::Call(call) => of_call(module, call, &follow).unwrap_or_else(unknown),
        _ => unknown(),
    }
}

fn of_call(module: &Module, call: &ExprCall, follow: &dyn Fn(&Expr) -> String) -> Option<String> {
    let argument = |name: &str, at: usize| {
        let keywords = &call.arguments.keywords;
        let by_name = keywords.iter().find(|keyword| keyword.arg.as_ref().is_some_and(|arg| arg == name));
        by_name.map(|keyword| &keyword.value).or_else(|| call.arguments.args.get(at))
    };
    if let Expr::Attribute(attribute) = &*call.func
        && attribute.attr.as_str() == "replace"
        && call.arguments.args.len() >= 2
    {
        let (old, new) = (follow(&call.arguments.args[0]), follow(&call.arguments.args[1]));
        let text = follow(&attribute.value);
        // Whatever the text was, it is meant to have the new scheme afterwards.
        let is_scheme = text.contains(HOLE) && new.contains("://") && old.contains("://");
        return Some(if is_scheme { new + &text } else { text.replacen(&old, &new, 1) });
    }
    let path = module.names().qualified(&call.func)?;
    match resolve::last(&path) {
        "make_url" | "str" => Some(follow(argument("name_or_url", 0)?)),
        "create" if path.contains("URL") => {
            let scheme = follow(argument("drivername", 0)?);
            let host = argument("host", 3).map(follow).unwrap_or_default();
            let port =
                argument("port", 4).map_or_else(String::new, |port| format!(":{}", module.slice(port)));
            let database = argument("database", 5).map(follow).unwrap_or_default();
            Some(format!("{scheme}://{host}{port}/{database}"))
        }
        _ => None,
    }
}

/// What a name that is imported from a module of the project is there.
fn imported(
    file: &FileView<'_>,
    module: &Module,
    in_file: &str,
    expr: &Expr,
    steps: usize,
) -> Option<String> {
    let path = module.names().qualified(expr)?;
    let (target, name) = resolve::split(&path)?;
    let target = file.project.resolve(in_file, target)?;
    let parsed = file.types.beside(target).module()?;
    let Resolution::Bound(_, [only]) = parsed.names().resolve(name, Names::MODULE) else { return None };
    let binding = parsed.names().binding(*only);
    let BindingKind::Assignment(_) = binding.kind else { return None };
    let value = match overhaul_python::outline::statement(parsed.body(), binding.statement)? {
        overhaul_python::ast::Stmt::Assign(assign) => &*assign.value,
        overhaul_python::ast::Stmt::AnnAssign(assign) => assign.value.as_deref()?,
        _ => return None,
    };
    Some(text(file, &parsed, target, value, steps))
}
