//! What an `except` handler does with the exception.

use std::collections::BTreeSet;

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, ExprCall, Stmt};
use overhaul_python::{Module, Outline};

use super::data::WORDS;

/// How a suite can be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Over its end.
    End,
    /// The exception that was caught is raised again.
    Again,
    /// `return`, `break`, `continue`, or another exception.
    Other,
}

/// What a handler is for.
#[derive(Debug, Default)]
pub struct Purpose {
    /// It raises what it caught, whichever way it takes.
    pub raises_again: bool,
    /// The call by which it tidies up.
    pub cleanup: Option<String>,
    /// The call by which it ends the process at once.
    pub hard_exit: Option<String>,
    /// It keeps the exception for another thread, task or caller.
    pub keeps: bool,
    /// It raises anything at all.
    pub raises: bool,
}

pub fn purpose(module: &Module, handler: &ast::ExceptHandlerExceptHandler) -> Purpose {
    let name = handler.name.as_ref().map(ast::Identifier::as_str);
    let names = names_of_exception(module, name, &handler.body);
    let exits = Exits { module, names: &names }.of(&handler.body);
    let mut reader = Reader { module, names: &names, outer: BTreeSet::new(), purpose: Purpose::default() };
    reader.visit_body(&handler.body);
    Purpose { raises_again: exits == BTreeSet::from([Exit::Again]), ..reader.purpose }
}

/// The name that the clause gives the exception, and those that are bound to `sys.exc_info()` or a part of it.
fn names_of_exception<'h>(module: &Module, name: Option<&'h str>, body: &'h [Stmt]) -> BTreeSet<&'h str> {
    let mut names: BTreeSet<&str> = name.into_iter().collect();
    let assigns =
        Outline::new(body).nodes().iter().filter_map(|node| node.stmt.as_assign_stmt()).collect::<Vec<_>>();
    for assign in assigns {
        if !is_exc_info(module, &assign.value) {
            continue;
        }
        for target in &assign.targets {
            match target {
                Expr::Name(name) => names.extend([name.id.as_str()]),
                Expr::Tuple(tuple) => {
                    names.extend(tuple.elts.iter().filter_map(|part| Some(part.as_name_expr()?.id.as_str())));
                }
                _ => {}
            }
        }
    }
    names
}

struct Exits<'h> {
    module: &'h Module,
    /// The names of the exception.
    names: &'h BTreeSet<&'h str>,
}

impl Exits<'_> {
    fn of(&self, suite: &[Stmt]) -> BTreeSet<Exit> {
        let mut exits = BTreeSet::new();
        for stmt in suite {
            let of_stmt = self.of_stmt(stmt);
            let goes_on = of_stmt.contains(&Exit::End);
            exits.extend(of_stmt.into_iter().filter(|exit| *exit != Exit::End));
            if !goes_on {
                return exits;
            }
        }
        exits.insert(Exit::End);
        exits
    }

    fn of_stmt(&self, stmt: &Stmt) -> BTreeSet<Exit> {
        let one = |exit: Exit| BTreeSet::from([exit]);
        match stmt {
            Stmt::Raise(stmt) => {
                one(if self.is_same(stmt.exc.as_deref()) { Exit::Again } else { Exit::Other })
            }
            Stmt::Return(_) | Stmt::Break(_) | Stmt::Continue(_) => one(Exit::Other),
            Stmt::If(stmt) => {
                let mut exits = self.of(&stmt.body);
                for clause in &stmt.elif_else_clauses {
                    exits.extend(self.of(&clause.body));
                }
                if stmt.elif_else_clauses.last().is_none_or(|clause| clause.test.is_some()) {
                    exits.insert(Exit::End);
                }
                exits
            }
            Stmt::With(with) => {
                let mut exits = self.of(&with.body);
                // oslo's and SQLAlchemy's managers raise it again when their block ends.
                let again = with.items.iter().any(|item| names_reraise(&item.context_expr));
                if again && exits.remove(&Exit::End) {
                    exits.insert(Exit::Again);
                }
                exits
            }
            Stmt::Try(stmt) => {
                let mut exits = self.of(&stmt.body);
                for handler in &stmt.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    // A bare `raise` there raises another exception.
                    exits.extend(self.of(&handler.body).into_iter().map(|exit| match exit {
                        Exit::Again => Exit::Other,
                        exit => exit,
                    }));
                }
                if exits.remove(&Exit::End) {
                    exits.extend(self.of(&stmt.orelse));
                }
                let last = self.of(&stmt.finalbody);
                if last.contains(&Exit::End) {
                    exits.extend(last.into_iter().filter(|exit| *exit != Exit::End));
                    exits
                } else {
                    last
                }
            }
            Stmt::For(stmt) => self.loops(&stmt.body, &stmt.orelse),
            Stmt::While(stmt) => self.loops(&stmt.body, &stmt.orelse),
            Stmt::Match(stmt) => {
                let mut exits = BTreeSet::new();
                stmt.cases.iter().for_each(|case| exits.extend(self.of(&case.body)));
                let is_complete = stmt.cases.last().is_some_and(|case| {
                    case.guard.is_none()
                        && case.pattern.as_match_as().is_some_and(|pattern| pattern.pattern.is_none())
                });
                if !is_complete {
                    exits.insert(Exit::End);
                }
                exits
            }
            Stmt::Expr(stmt) => match stmt.value.as_call_expr() {
                Some(call) if names_reraise(&call.func) => one(Exit::Again),
                Some(call) if self.ends_process(call) => one(Exit::Other),
                _ => one(Exit::End),
            },
            _ => one(Exit::End),
        }
    }

    fn loops(&self, body: &[Stmt], orelse: &[Stmt]) -> BTreeSet<Exit> {
        let mut exits = self.of(body);
        exits.extend(self.of(orelse));
        exits.insert(Exit::End);
        exits
    }

    /// `raise`, `raise e`, `raise sys.exc_info()[1]`
    fn is_same(&self, raised: Option<&Expr>) -> bool {
        match raised {
            None => true,
            Some(Expr::Name(name)) => self.names.contains(name.id.as_str()),
            Some(Expr::Call(call)) => call.func.as_attribute_expr().is_some_and(|attribute| {
                attribute.attr.as_str() == "with_traceback" && self.is_same(Some(&attribute.value))
            }),
            Some(expr) => is_exc_info(self.module, expr),
        }
    }

    fn ends_process(&self, call: &ExprCall) -> bool {
        let path = self.module.names().qualified(&call.func);
        path.is_some_and(|path| WORDS.has("exits", "calls", &path) || WORDS.has("hard_exit", "calls", &path))
    }
}

/// `sys.exc_info()`, or a part of it.
fn is_exc_info(module: &Module, expr: &Expr) -> bool {
    match expr {
        // `sys.exc_info()[0]` is the class alone.
        Expr::Subscript(subscript) => {
            let is_class = subscript
                .slice
                .as_number_literal_expr()
                .is_some_and(|number| matches!(&number.value, ast::Number::Int(index) if *index == 0));
            !is_class && is_exc_info(module, &subscript.value)
        }
        Expr::Call(call) => module
            .names()
            .qualified(&call.func)
            .is_some_and(|path| path == "sys.exc_info" || path == "sys.exception"),
        _ => false,
    }
}

fn names_reraise(expr: &Expr) -> bool {
    match expr {
        Expr::Name(name) => name.id.contains("reraise"),
        Expr::Attribute(attribute) => attribute.attr.contains("reraise"),
        Expr::Call(call) => names_reraise(&call.func),
        _ => false,
    }
}

struct Reader<'h> {
    module: &'h Module,
    names: &'h BTreeSet<&'h str>,
    /// The names of `global` and `nonlocal` statements.
    outer: BTreeSet<String>,
    purpose: Purpose,
}

impl<'a> Visitor<'a> for Reader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Raise(_) => self.purpose.raises = true,
            Stmt::Return(stmt) => {
                self.purpose.keeps |= stmt.value.as_deref().is_some_and(|value| self.is_exception(value));
            }
            Stmt::Global(stmt) => self.outer.extend(stmt.names.iter().map(ToString::to_string)),
            Stmt::Nonlocal(stmt) => self.outer.extend(stmt.names.iter().map(ToString::to_string)),
            Stmt::Assign(assign) => {
                let lives_on = |target: &Expr| {
                    target.is_attribute_expr()
                        || target.is_subscript_expr()
                        || target.as_name_expr().is_some_and(|name| self.outer.contains(name.id.as_str()))
                };
                self.purpose.keeps |= assign.targets.iter().any(lives_on) && self.is_exception(&assign.value);
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Lambda(_) => return,
            Expr::Call(call) => self.call(call),
            Expr::Yield(value) => {
                self.purpose.keeps |= value.value.as_deref().is_some_and(|value| self.is_exception(value));
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

impl Reader<'_> {
    fn call(&mut self, call: &ExprCall) {
        let path = self.module.names().qualified(&call.func);
        let path = path.as_deref().unwrap_or_default();
        let name = match &*call.func {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => return,
        };
        let shown = || self.module.slice(&*call.func).to_owned();
        if WORDS.has("hard_exit", "calls", path) {
            self.purpose.hard_exit.get_or_insert_with(shown);
        }
        if Self::tidies(call, path, name) {
            self.purpose.cleanup.get_or_insert_with(shown);
        }
        if !WORDS.has("keeps", "tells", name) {
            let arguments =
                call.arguments.args.iter().chain(call.arguments.keywords.iter().map(|word| &word.value));
            self.purpose.keeps |= arguments.into_iter().any(|value| self.is_exception(value));
        }
    }

    fn tidies(call: &ExprCall, path: &str, name: &str) -> bool {
        let words: Vec<String> = name.split('_').map(str::to_lowercase).collect();
        let has = |list: &str| words.iter().any(|word| WORDS.has("cleanup", list, word));
        let rolls_back = || {
            let text = call.arguments.args.first().and_then(Expr::as_string_literal_expr);
            text.is_some_and(|text| {
                let text = text.value.to_str().trim_start().to_lowercase();
                WORDS.any("cleanup", "statements", |word| text.starts_with(word))
            })
        };
        has("verbs")
            || has("takes_away") && has("temporary")
            || WORDS.has("cleanup", "calls", path)
            || WORDS.has("cleanup", "methods", name)
            || rolls_back()
    }

    /// Whether the value is the exception itself, or a container with it; text made of it is not.
    fn is_exception(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Name(name) => self.names.contains(name.id.as_str()),
            Expr::Tuple(tuple) => tuple.elts.iter().any(|part| self.is_exception(part)),
            Expr::List(list) => list.elts.iter().any(|part| self.is_exception(part)),
            Expr::Starred(starred) => self.is_exception(&starred.value),
            // A call that takes it is looked at by itself.
            Expr::Call(_) if !is_exc_info(self.module, expr) => false,
            other => is_exc_info(self.module, other),
        }
    }
}
