//! The calls of a file that may take SQL, and what each of them really is.

use std::sync::Arc;

use overhaul_engine::FileView;
use overhaul_python::Ranged;
use overhaul_python::ast::{Expr, ExprCall, Keyword};
use overhaul_python::types::{Callees, Value};

use super::data::{DRIVERS, Driver, Parameter, Placeholder, Shape, Sink, Wants};
use super::provenance;
use super::senders::{self, Sent};
use super::sql::PlaceholderStyle;
use super::survey::{Conclusion, Wrapper};

/// As many wrappers are followed one behind the other.
const MAX_WRAPPERS: usize = 4;

pub fn called_name(call: &ExprCall) -> Option<&str> {
    senders::name(&call.func)
}

/// What a call sends SQL to.
#[derive(Debug, Clone)]
pub struct Target {
    pub driver: &'static Driver,
    pub query: Parameter,
    pub values: Option<Parameter>,
    pub shape: Shape,
    pub wants: Wants,
    pub many: bool,
    pub script: bool,
    pub always_formats: bool,
    /// The server prepares the query, or may do so: a value has to have the type of its column.
    pub prepares: bool,
    /// What is taken for granted about the receiver.
    pub assumption: Option<String>,
}

impl Target {
    fn new(callable: &str, sink: &Sink, driver: &'static Driver) -> Self {
        let may_prepare = callable.starts_with("sqlalchemy.ext.asyncio.")
            || callable.starts_with("sqlmodel.ext.asyncio.")
            || driver.name == "databases";
        Self {
            driver,
            query: sink.query.clone(),
            values: sink.values.clone(),
            shape: sink.shape,
            wants: sink.wants,
            many: sink.many,
            script: sink.script,
            always_formats: sink.always_formats,
            prepares: may_prepare || driver.placeholder == Placeholder::Dollar,
            assumption: None,
        }
    }

    /// A sink that the receiver is assumed to be.
    pub fn assumed(callable: &str, assumption: String) -> Option<Self> {
        let sink = DRIVERS.sink(callable)?;
        let driver = DRIVERS.driver(&sink.driver)?;
        Some(Self { assumption: Some(assumption), ..Self::new(callable, sink, driver) })
    }
}

/// What a call turned out to be.
#[derive(Debug, Clone)]
pub enum Called {
    Sink(Target),
    /// It takes SQL, but what it is sent to or how it takes values is not known; why.
    Unknown(String),
    /// Nothing is known about what is called.
    Untyped(String),
    /// It may be this, and nothing else is known.
    Partly(Target, String),
    /// A function of the project that passes a query on without values.
    WithoutValues(String),
    /// Nothing that takes SQL.
    Other,
}

/// Resolves a call by the types of what sends its query.
/// `placeholders` are those that the query has already.
pub fn resolve(
    file: &FileView<'_>,
    sent: &Sent<'_>,
    known: &Conclusion,
    placeholders: &[PlaceholderStyle],
) -> Called {
    let callees = match sent.sender {
        Expr::Attribute(attribute) if provenance::is_bare_parameter(file, &attribute.value) => Arc::default(),
        function => file.types.callees(function.range()),
    };
    let receiver = file.module.slice(match sent.sender {
        Expr::Attribute(attribute) => attribute.value.range(),
        other => other.range(),
    });
    reached(file, &callees, sent.call, known, receiver, placeholders)
}

fn reached(
    file: &FileView<'_>,
    callees: &Callees,
    call: &ExprCall,
    known: &Conclusion,
    receiver: &str,
    placeholders: &[PlaceholderStyle],
) -> Called {
    let receiver = receiver.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found: Option<Target> = None;
    let mut others = 0;
    for callee in &callees.definitions {
        let called = match (DRIVERS.sink(&callee.qualified), &callee.place) {
            (Some(sink), _) => of_sink(file, sink, call, known, &callee.qualified, placeholders),
            (None, Some((name, range))) => match known.wrapper(name, *range) {
                Some(wrapper) => of_wrapper(file, wrapper, known, MAX_WRAPPERS),
                None => Called::Other,
            },
            (None, None) => Called::Other,
        };
        match called {
            Called::Sink(target) => match &found {
                Some(other) if *other.driver != *target.driver => {
                    return Called::Unknown(format!(
                        "`{receiver}` may belong to {} or to {}",
                        other.driver.name, target.driver.name
                    ));
                }
                _ => found = Some(target),
            },
            Called::Other => others += 1,
            decided => return decided,
        }
    }
    match found {
        Some(target) if !callees.complete && others == 0 => {
            Called::Partly(target, format!("`{receiver}` may be something else as well"))
        }
        Some(_) if others > 0 => Called::Unknown(format!("`{receiver}` may be something else as well")),
        Some(target) => Called::Sink(target),
        None if callees.complete && others > 0 => Called::Other,
        None if callees.definitions.is_empty() => {
            Called::Untyped(format!("what `{receiver}` is cannot be told"))
        }
        None => Called::Unknown(format!("what `{receiver}` is cannot be told")),
    }
}

/// A driver that takes the placeholders which the same string has already.
fn by_placeholders(sink: &Sink, placeholders: &[PlaceholderStyle]) -> Option<&'static Driver> {
    let first = placeholders.first().filter(|first| placeholders.iter().all(|style| style == *first))?;
    match first {
        _ if sink.driver != "unknown" => None,
        PlaceholderStyle::Question => DRIVERS.driver("pyodbc"),
        PlaceholderStyle::Format => DRIVERS.driver("django"),
        _ => None,
    }
}

fn of_sink(
    file: &FileView<'_>,
    sink: &'static Sink,
    call: &ExprCall,
    known: &Conclusion,
    callable: &str,
    placeholders: &[PlaceholderStyle],
) -> Called {
    let mut wants = sink.wants;
    let mut shape = sink.shape;
    let driver = match (&sink.connection, sink.driver.as_str()) {
        (Some(connection), _) => match of_connection(file, argument(call, connection)) {
            Some(name) => {
                wants = if name == "sqlalchemy" { Wants::Text } else { Wants::String };
                shape = if name == "sqlalchemy" { Shape::Mapping } else { Shape::Sequence };
                name
            }
            None => return Called::Unknown("what its connection is cannot be told".to_owned()),
        },
        (None, name) => name,
    };
    let Some(driver) = DRIVERS.driver(driver).or_else(|| by_placeholders(sink, placeholders)) else {
        let last = callable.rsplit('.').next().unwrap_or(callable);
        return Called::Unknown(format!("`{last}` takes the placeholders of whatever driver is below it"));
    };
    if driver.name == "psycopg" && known.has_raw_cursors {
        return Called::Unknown("the project uses psycopg's raw cursors, which take `$1`".to_owned());
    }
    Called::Sink(Target { shape, wants, ..Target::new(callable, sink, driver) })
}

/// The driver that a connection argument of pandas belongs to.
/// Source: <https://pandas.pydata.org/docs/reference/api/pandas.read_sql.html>.
fn of_connection(file: &FileView<'_>, connection: Option<&Expr>) -> Option<&'static str> {
    let answer = file.types.value(connection?.range());
    let mut names = answer.values.iter().filter(|value| **value != Value::None).map(|value| match value {
        Value::Instance(classes) if classes.iter().any(|class| class.starts_with("sqlalchemy.")) => {
            Some("sqlalchemy")
        }
        Value::Instance(classes) if classes.iter().any(|class| class == "sqlite3.Connection") => {
            Some("sqlite3")
        }
        Value::Instance(classes) if classes.iter().any(|class| class.starts_with("psycopg2.")) => {
            Some("psycopg2")
        }
        Value::Instance(classes) if classes.iter().any(|class| class.starts_with("pymysql.")) => {
            Some("pymysql")
        }
        _ => None,
    });
    let first = names.next()??;
    (answer.complete && names.all(|name| name == Some(first))).then_some(first)
}

/// What a function of the project sends the query to that it is given.
fn of_wrapper(file: &FileView<'_>, wrapper: &Wrapper, known: &Conclusion, left: usize) -> Called {
    let inside = file.types.beside(&wrapper.file);
    let callees = inside.callees(wrapper.inner);
    let mut targets = callees.definitions.iter().map(|callee| {
        if let Some(sink) = DRIVERS.sink(&callee.qualified) {
            let driver = DRIVERS.driver(&sink.driver)?;
            return Some((driver, sink.always_formats, sink.shape, sink.wants, sink.many, sink.script));
        }
        let (name, range) = callee.place.as_ref()?;
        let inner = known.wrapper(name, *range).filter(|_| left > 0)?;
        match of_wrapper(file, inner, known, left - 1) {
            Called::Sink(target) => Some((
                target.driver,
                target.always_formats,
                target.shape,
                target.wants,
                target.many,
                target.script,
            )),
            _ => None,
        }
    });
    let first = targets.next().flatten();
    let agree = callees.complete && targets.all(|other| other == first);
    let Some((driver, always_formats, shape, wants, many, script)) = first.filter(|_| agree) else {
        return Called::Unknown(format!("`{}` sends it to something that cannot be told", wrapper.name));
    };
    if driver.name == "psycopg" && known.has_raw_cursors {
        return Called::Unknown("the project uses psycopg's raw cursors, which take `$1`".to_owned());
    }
    if known.is_overridden(wrapper) {
        return Called::Unknown(format!(
            "`{}` is defined more than once, and not all take values",
            wrapper.name
        ));
    }
    let Some(values) = &wrapper.values else { return Called::WithoutValues(wrapper.name.clone()) };
    let shape = match (values.is_variadic, shape) {
        (true, Shape::None) | (false, Shape::None | Shape::Arguments) => {
            return Called::WithoutValues(wrapper.name.clone());
        }
        (true, _) => Shape::Arguments,
        (false, shape) => shape,
    };
    Called::Sink(Target {
        driver,
        query: wrapper.query.clone(),
        values: Some(values.parameter.clone()),
        shape,
        wants: if wrapper.wraps_text { Wants::String } else { wants },
        many,
        script,
        always_formats,
        prepares: driver.placeholder == Placeholder::Dollar,
        assumption: None,
    })
}

/// The argument of a call for a parameter.
pub fn argument<'a>(call: &'a ExprCall, parameter: &Parameter) -> Option<&'a Expr> {
    let by_name = call.arguments.keywords.iter().find(|keyword| is_named(keyword, &parameter.name));
    by_name.map(|keyword| &keyword.value).or_else(|| {
        let at = parameter.at?;
        let before = call.arguments.args.get(..=at)?;
        (!before.iter().any(Expr::is_starred_expr)).then(|| &before[at])
    })
}

pub fn is_named(keyword: &Keyword, name: &str) -> bool {
    keyword.arg.as_ref().is_some_and(|arg| arg.as_str() == name)
}

/// `text(query)` of `SQLAlchemy`, by its import.
pub fn text_call<'a>(file: &FileView<'_>, expr: &'a Expr) -> Option<(&'a ExprCall, &'a Expr)> {
    let call = expr.as_call_expr()?;
    let qualified = file.module.names().qualified(&call.func)?;
    let is_text = matches!(
        qualified.as_str(),
        "sqlalchemy.text"
            | "sqlalchemy.sql.text"
            | "sqlalchemy.sql.expression.text"
            | "sqlmodel.text"
            | "sqlmodel.sql.expression.text"
    );
    match &*call.arguments.args {
        [query] if is_text && call.arguments.keywords.is_empty() => Some((call, query)),
        _ => None,
    }
}
