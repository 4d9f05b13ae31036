//! What can be told about a database URL: dialect, driver, whether it is an in-memory database.

use overhaul_engine::FileView;
use overhaul_python::ast::{
    Expr, ExprAttribute, ExprCall, FStringPart, InterpolatedStringElement, Operator, Stmt,
};
use overhaul_python::outline::{Node, statement};
use overhaul_python::{BindingKind, Module, Names, Outline, Resolution};

use super::data::FACTS;
use super::resolve;
use crate::paths;

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

    /// Of several that may be meant, the one that matters most: in memory, asynchronous, or the first.
    pub fn of_several(file: &FileView<'_>, exprs: &[&Expr]) -> Self {
        let mut urls: Vec<Self> = exprs.iter().map(|expr| Self::of(file, expr)).collect();
        urls.sort_by_key(|url| (!url.is_in_memory(), !url.is_async()));
        urls.into_iter().next().unwrap_or_default()
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

    /// Whether all of it is known.
    pub fn is_certain(&self) -> bool {
        self.dialect().is_some()
            && !self.hides_driver()
            && (self.dialect() != Some("sqlite") || !self.text.contains(HOLE))
    }

    /// Whether the program chooses the driver when it runs.
    pub fn hides_driver(&self) -> bool {
        let driver = self.scheme().and_then(|scheme| scheme.split_once('+'));
        driver.is_some_and(|(_, driver)| driver.contains(HOLE))
    }

    /// <https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#threading-pooling-behavior>
    pub fn is_in_memory(&self) -> bool {
        let Some((_, rest)) = self.text.split_once("://") else { return false };
        let rest = if rest.contains("mode=memory") { rest } else { rest.split('?').next().unwrap_or(rest) };
        let is_sqlite =
            self.scheme().is_some_and(|scheme| scheme.trim_start_matches(HOLE).starts_with("sqlite"));
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
        // What is filled in is not known, what stands around it is.
        Expr::BinOp(operation) if operation.op == Operator::Mod => {
            follow(&operation.left).replace('%', &unknown())
        }
        // `os.environ.get("DATABASE_URL") or "sqlite://"`
        Expr::BoolOp(operation) => {
            operation.values.iter().map(follow).find(|text| text.contains("://")).unwrap_or_else(unknown)
        }
        Expr::Name(name) => match resolve::only_value(module, name) {
            Some(value) => follow(value),
            None => imported(file, module, in_file, expr, steps).unwrap_or_else(unknown),
        },
        Expr::Attribute(attribute) => imported(file, module, in_file, expr, steps)
            .or_else(|| member(file, module, in_file, attribute, steps))
            .unwrap_or_else(unknown),
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
    // The environment may say something else, though hardly a driver of another kind.
    let default = |expr: &Expr| format!("{HOLE}{}", follow(expr));
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
    if let Expr::Attribute(attribute) = &*call.func {
        match (attribute.attr.as_str(), argument("drivername", usize::MAX)) {
            ("set", Some(driver)) => {
                let text = follow(&attribute.value);
                let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
                return Some(format!("{}://{rest}", follow(driver)));
            }
            ("format", _) => return Some(follow(&attribute.value).replace('{', &HOLE.to_string())),
            // `environ.get("DATABASE_URL", "postgresql+asyncpg://localhost/orders")`
            ("get", _) => return Some(default(argument("default", 1)?)),
            ("render_as_string" | "strip" | "unicode_string", _) => return Some(follow(&attribute.value)),
            _ => {}
        }
    }
    let path = module.names().qualified(&call.func)?;
    match paths::last(&path) {
        "getenv" => Some(default(argument("default", 1)?)),
        "Field" => Some(default(argument("default", 0)?)),
        "build" => Some(format!("{}://", follow(argument("scheme", usize::MAX)?))),
        "make_url" | "str" | "PostgresDsn" | "SecretStr" | "URL" => Some(follow(argument("name_or_url", 0)?)),
        "create" if path.contains("URL") => {
            let scheme = follow(argument("drivername", 0)?);
            let host = argument("host", 3).map(follow).unwrap_or_default();
            let port =
                argument("port", 4).map_or_else(String::new, |port| format!(":{}", module.slice(port)));
            let database = argument("database", 5).map(follow).unwrap_or_default();
            Some(format!("{scheme}://{host}{port}/{database}"))
        }
        _ => Some(default(argument("default", usize::MAX)?)),
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
    let (target, name) = paths::split(&path)?;
    let target = file.project.resolve(in_file, target)?;
    let parsed = file.types.beside(target).module()?;
    let Resolution::Bound(_, [only]) = parsed.names().resolve(name, Names::MODULE) else { return None };
    let binding = parsed.names().binding(*only);
    let BindingKind::Assignment(_) = binding.kind else { return None };
    Some(text(file, &parsed, target, value_of(statement(parsed.body(), binding.statement)?)?, steps))
}

/// What a settings object of the project says for a URL: the default of the field or the texts of the property that has
/// the attribute's name.
fn member(
    file: &FileView<'_>,
    module: &Module,
    in_file: &str,
    attribute: &ExprAttribute,
    steps: usize,
) -> Option<String> {
    let mut root = &*attribute.value;
    while let Expr::Attribute(inner) = root {
        root = &inner.value;
    }
    let wanted = attribute.attr.as_str();
    let path = module.names().qualified(root).map(|path| paths::home(file, in_file, path));
    match path {
        Some(home) => {
            let (target, _) = home?;
            let parsed = file.types.beside(&target).module()?;
            field(file, &parsed, &target, wanted, steps)
        }
        None => field(file, module, in_file, wanted, steps),
    }
}

fn field(file: &FileView<'_>, module: &Module, in_file: &str, name: &str, steps: usize) -> Option<String> {
    let outline = Outline::new(module.body());
    let is_member =
        |node: &&Node<'_>| node.parent.is_some_and(|parent| outline.node(parent).stmt.is_class_def_stmt());
    outline.nodes().iter().filter(is_member).find_map(|node| match node.stmt {
        Stmt::FunctionDef(def) if def.name == *name => def.body.iter().rev().find_map(|stmt| {
            let value = stmt.as_return_stmt()?.value.as_deref()?;
            Some(text(file, module, in_file, value, steps))
        }),
        stmt => {
            let is_it = match stmt {
                Stmt::Assign(assign) => assign.targets.iter().any(|target| is_name(target, name)),
                Stmt::AnnAssign(assign) => is_name(&assign.target, name),
                _ => false,
            };
            is_it.then(|| Some(text(file, module, in_file, value_of(stmt)?, steps))).flatten()
        }
    })
}

fn is_name(target: &Expr, name: &str) -> bool {
    target.as_name_expr().is_some_and(|target| target.id == name)
}

fn value_of(stmt: &Stmt) -> Option<&Expr> {
    match stmt {
        Stmt::Assign(assign) => Some(&*assign.value),
        Stmt::AnnAssign(assign) => assign.value.as_deref(),
        _ => None,
    }
}
