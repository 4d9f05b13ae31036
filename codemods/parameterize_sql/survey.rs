//! What the project tells before a file is rewritten: its own functions that pass a query on to a database.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use overhaul_engine::{Fact, FileView};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, Parameters, Stmt, StmtFunctionDef};
use overhaul_python::{Ranged, TextRange};

use super::calls;
use super::data::{self, Parameter};
use super::senders::{self, Senders, Sent};
use super::spelling;
use super::sql::Dialect;
use super::text::QueryText;

/// The names of parameters that functions pass on to others as queries.
pub const PASSED_ON: &[&str] = &["query", "sql", "statement", "operation", "stmt", "command", "q"];

/// The keywords by which sinks take their queries.
pub const QUERY_KEYWORDS: &[&str] = &["query", "sql", "statement", "operation"];

/// Methods of sinks that much else has too: with one of these, a parameter is a query only where it is called so.
const COMMON: &[&str] = &["parse", "copy", "prepare", "iterate", "exec", "fetch", "raw", "stream"];

/// Whether a method of sinks takes little else than queries.
pub fn is_telling(method: &str) -> bool {
    !COMMON.contains(&method)
}

/// What the names of queries have in them.
pub const QUERY_WORDS: &[&str] = &["query", "sql", "stmt", "statement", "operation", "command"];

/// Whether a parameter of this name takes a query, by the name alone.
fn is_query_name(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "q" || QUERY_WORDS.iter().any(|word| name.contains(word))
}

/// A function that passes one of its parameters on as a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapper {
    pub file: String,
    pub name: String,
    /// The range of its name.
    pub place: TextRange,
    pub query: Parameter,
    /// What it passes on as values.
    pub values: Option<WrapperValues>,
    /// The expression that it calls with the query.
    pub inner: TextRange,
    /// It makes `text()` of the query itself.
    pub wraps_text: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrapperValues {
    pub parameter: Parameter,
    /// `*values`
    pub is_variadic: bool,
}

/// What one file tells.
pub struct FileFacts {
    wrappers: Vec<Wrapper>,
    /// Functions that pass a parameter on to a function of this name.
    forwards: Vec<(String, Wrapper)>,
    has_raw_cursors: bool,
    helpers: BTreeSet<String>,
}

/// What all files tell.
#[derive(Default)]
pub struct Conclusion {
    wrappers: BTreeMap<(String, u32), Wrapper>,
    names: BTreeSet<String>,
    /// Finds them.
    call_names: Option<AhoCorasick>,
    /// Some file makes cursors of psycopg that take other placeholders than their type says.
    pub has_raw_cursors: bool,
    /// For each file, the functions of the helper module that it defines.
    helpers: BTreeMap<String, BTreeSet<String>>,
}

impl Conclusion {
    pub fn is_wrapper(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Finds the names of wrappers.
    pub fn call_names(&self) -> Option<&AhoCorasick> {
        self.call_names.as_ref()
    }

    pub fn wrapper(&self, file: &str, place: TextRange) -> Option<&Wrapper> {
        self.wrappers.get(&(file.to_owned(), place.start().to_u32()))
    }

    /// Whether another function of the same name passes a query on without values, as an override may.
    pub fn is_overridden(&self, wrapper: &Wrapper) -> bool {
        wrapper.values.is_some()
            && self.wrappers.values().any(|other| other.name == wrapper.name && other.values.is_none())
    }

    /// Whether a file defines all of these functions.
    pub fn defines(&self, file: &str, functions: &[&str]) -> bool {
        self.helpers.get(file).is_some_and(|known| functions.iter().all(|name| known.contains(*name)))
    }
}

/// Puts the facts of all files together.
pub fn conclude(facts: &BTreeMap<String, Fact>) -> Conclusion {
    let mut conclusion = Conclusion::default();
    for (file, fact) in facts {
        let Some(facts) = fact.downcast_ref::<FileFacts>() else { continue };
        conclusion.has_raw_cursors |= facts.has_raw_cursors;
        if !facts.helpers.is_empty() {
            conclusion.helpers.insert(file.clone(), facts.helpers.clone());
        }
        for wrapper in &facts.wrappers {
            conclusion.names.insert(wrapper.name.clone());
            conclusion
                .wrappers
                .insert((wrapper.file.clone(), wrapper.place.start().to_u32()), wrapper.clone());
        }
    }
    let forwards: Vec<&(String, Wrapper)> = facts
        .values()
        .filter_map(|fact| fact.downcast_ref::<FileFacts>())
        .flat_map(|facts| &facts.forwards)
        .collect();
    // Wrappers of wrappers are known as such, so that no query that goes through them is overlooked.
    while let Some((_, wrapper)) = forwards.iter().find(|(callee, wrapper)| {
        conclusion.names.contains(callee) && conclusion.wrapper(&wrapper.file, wrapper.place).is_none()
    }) {
        conclusion.names.insert(wrapper.name.clone());
        conclusion.wrappers.insert((wrapper.file.clone(), wrapper.place.start().to_u32()), wrapper.clone());
    }
    conclusion.call_names = data::search(&conclusion.names);
    conclusion
}

/// Lets the first file with a composed query ask about it, while others are still surveyed: the type checker's start
/// costs more than any later question.
pub fn warm_up(file: &FileView<'_>) {
    if file.types.is_started() || !spelling::may_compose(file.module.text().as_bytes()) {
        return;
    }
    let calls = Senders::new(file, &Conclusion::default()).calls(file);
    for query in super::query::queries(file, &calls) {
        let blank = QueryText::new(&query.template, &vec![None; query.template.holes().count()]);
        let function = query.uses.first().map(|call| &*call.func);
        if let Some(Expr::Attribute(function)) = function
            && super::sql::read(&blank.parts, Dialect::Any).looks_like_sql
            && !super::provenance::is_bare_parameter(file, &function.value)
        {
            file.types.callees(function.range());
            return;
        }
    }
}

/// Reads one file.
pub fn read(file: &FileView<'_>) -> Fact {
    let none = Conclusion::default();
    let senders = &Senders::new(file, &none);
    let mut functions =
        Functions { file, senders, wrappers: Vec::new(), forwards: Vec::new(), in_class: false };
    functions.visit_body(file.module.body());
    let is_helper = file.path.rsplit('/').next() == Some(super::guard::FILE);
    let helpers = if is_helper {
        let defined = file.module.body().iter().filter_map(Stmt::as_function_def_stmt);
        defined.map(|function| function.name.to_string()).collect()
    } else {
        BTreeSet::new()
    };
    Arc::new(FileFacts {
        wrappers: functions.wrappers,
        forwards: functions.forwards,
        has_raw_cursors: file.module.names().mentions("RawCursor")
            || file.module.names().mentions("AsyncRawCursor")
            || file.module.text().contains(".RawCursor"),
        helpers,
    })
}

struct Functions<'f, 'a> {
    file: &'f FileView<'a>,
    senders: &'f Senders<'f>,
    wrappers: Vec<Wrapper>,
    forwards: Vec<(String, Wrapper)>,
    in_class: bool,
}

impl<'a> Visitor<'a> for Functions<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::ClassDef(class) => {
                let outer = std::mem::replace(&mut self.in_class, true);
                self.visit_body(&class.body);
                self.in_class = outer;
            }
            Stmt::FunctionDef(function) => {
                let is_static = function.decorator_list.iter().any(|decorator| {
                    decorator.expression.as_name_expr().is_some_and(|name| name.id == "staticmethod")
                });
                let outer = std::mem::replace(&mut self.in_class, false);
                match wrapper(self.file, self.senders, function, outer && !is_static) {
                    Some(wrapper) => self.wrappers.push(wrapper),
                    None => self.forwards.extend(forwards(self.file, function, outer && !is_static)),
                }
                self.visit_body(&function.body);
                self.in_class = outer;
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// The function as one that passes its parameters on to others, by their names.
fn forwards(file: &FileView<'_>, function: &StmtFunctionDef, is_method: bool) -> Vec<(String, Wrapper)> {
    struct Calls<'a>(Vec<&'a ExprCall>);
    impl<'a> Visitor<'a> for Calls<'a> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Call(call) = expr {
                self.0.push(call);
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut calls = Calls(Vec::new());
    calls.visit_body(&function.body);
    let skipped = usize::from(is_method);
    let mut found = Vec::new();
    for call in calls.0 {
        // Constructors are called by the names of their classes.
        let Some(callee) = calls::called_name(call).filter(|name| *name != "__init__") else { continue };
        let passed = call.arguments.args.iter().filter_map(Expr::as_name_expr);
        let Some(name) = passed.into_iter().find(|name| PASSED_ON.contains(&name.id.as_str())) else {
            continue;
        };
        let Some(query) = parameter(&function.parameters, &name.id, skipped) else { continue };
        found.push((
            callee.to_owned(),
            Wrapper {
                file: file.path.to_owned(),
                name: function.name.to_string(),
                place: function.name.range(),
                query,
                values: None,
                inner: call.func.range(),
                wraps_text: false,
            },
        ));
    }
    found
}

/// The function as a wrapper: one call of a method that sinks have takes a parameter, as it is, for its query.
fn wrapper(
    file: &FileView<'_>,
    senders: &Senders<'_>,
    function: &StmtFunctionDef,
    is_method: bool,
) -> Option<Wrapper> {
    let mut inner = Inner { senders, calls: Vec::new() };
    inner.visit_body(&function.body);
    let skipped = usize::from(is_method);
    let passed: Vec<(Parameter, Sent<'_>, bool)> = inner
        .calls
        .into_iter()
        .filter_map(|sent| {
            let (query, wraps_text) = match calls::text_call(file, sent.query()?) {
                Some((_, query)) => (query, true),
                None => (sent.query()?, false),
            };
            let parameter = parameter(&function.parameters, &query.as_name_expr()?.id, skipped)?;
            let is_query =
                senders::name(sent.sender).is_some_and(is_telling) || is_query_name(&parameter.name);
            is_query.then_some((parameter, sent, wraps_text))
        })
        .collect();
    let (query, first, wraps_text) = passed.first()?;
    // A query that is changed on its way, or sent in several ways, is not passed on as it is; nor is anything known of
    // what a decorator makes of the function, or of another function that is to send it.
    let bindings = file
        .module
        .names()
        .bindings()
        .iter()
        .filter(|binding| binding.name == query.name && function.range().contains_range(binding.range));
    let text = |range: TextRange| file.module.slice(range);
    let with_values =
        passed.iter().map(|(_, sent, _)| sent).find(|sent| values(function, sent.call, skipped).is_some());
    let sent = with_values.unwrap_or(first);
    let given = values(function, sent.call, skipped);
    let is_one_way = passed.iter().all(|(_, other, _)| {
        // Without values the query is sent where there are none.
        let chooses = given.as_ref().is_some_and(|given| {
            values(function, other.call, skipped).is_none() && is_tested(function, &given.parameter.name)
        });
        text(other.call.range()) == text(sent.call.range())
            || (chooses && text(other.call.func.range()) == text(sent.call.func.range()))
    });
    let is_direct = !passed.iter().any(|(_, sent, _)| sent.is_handed());
    let is_plain = function.decorator_list.iter().all(|decorator| {
        decorator
            .expression
            .as_name_expr()
            .is_some_and(|name| matches!(name.id.as_str(), "staticmethod" | "classmethod" | "override"))
    });
    let passes_on = bindings.count() == 1 && is_one_way && is_direct && is_plain;
    Some(Wrapper {
        file: file.path.to_owned(),
        name: function.name.to_string(),
        place: function.name.range(),
        query: query.clone(),
        values: given.filter(|_| passes_on),
        inner: sent.sender.range(),
        wraps_text: *wraps_text,
    })
}

/// Whether an `if` of the function asks about a parameter.
fn is_tested(function: &StmtFunctionDef, name: &str) -> bool {
    struct Tests<'n>(&'n str, bool);
    impl<'a> Visitor<'a> for Tests<'_> {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            if let Stmt::If(stmt) = stmt {
                let test = match &*stmt.test {
                    Expr::Compare(compare) => &*compare.left,
                    other => other,
                };
                self.1 |= test.as_name_expr().is_some_and(|test| test.id == self.0);
            }
            visitor::walk_stmt(self, stmt);
        }
        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut tests = Tests(name, false);
    tests.visit_body(&function.body);
    tests.1
}

struct Inner<'s, 'a> {
    senders: &'s Senders<'s>,
    calls: Vec<Sent<'a>>,
}

impl<'a> Visitor<'a> for Inner<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            self.calls.extend(self.senders.of(call));
        }
        visitor::walk_expr(self, expr);
    }
}

fn parameter(parameters: &Parameters, name: &str, skipped: usize) -> Option<Parameter> {
    let positional = parameters.posonlyargs.iter().chain(&parameters.args);
    let at = positional.map(|parameter| parameter.name().as_str()).position(|known| known == name);
    let by_keyword = parameters.kwonlyargs.iter().any(|parameter| parameter.name().as_str() == name);
    match at {
        Some(at) => Some(Parameter { name: name.to_owned(), at: Some(at.checked_sub(skipped)?) }),
        None => by_keyword.then(|| Parameter { name: name.to_owned(), at: None }),
    }
}

/// The parameter that a wrapper passes on as values: `params`, `*params` or `params or ()`.
fn values(function: &StmtFunctionDef, call: &ExprCall, skipped: usize) -> Option<WrapperValues> {
    let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
    call.arguments.args.iter().skip(1).chain(keywords).find_map(|argument| {
        let argument = match argument {
            Expr::BoolOp(either) => either.values.first()?,
            other => other,
        };
        match argument {
            Expr::Name(name) => Some(WrapperValues {
                parameter: parameter(&function.parameters, &name.id, skipped).or_else(|| {
                    let variadic = function.parameters.vararg.as_ref()?;
                    (variadic.name.id == name.id).then(|| Parameter { name: name.id.to_string(), at: None })
                })?,
                is_variadic: function
                    .parameters
                    .vararg
                    .as_ref()
                    .is_some_and(|variadic| variadic.name.id == name.id),
            }),
            Expr::Starred(starred) => {
                let name = starred.value.as_name_expr()?;
                let variadic = function.parameters.vararg.as_ref()?;
                (variadic.name.id == name.id).then(|| WrapperValues {
                    parameter: Parameter { name: name.id.to_string(), at: None },
                    is_variadic: true,
                })
            }
            _ => None,
        }
    })
}
