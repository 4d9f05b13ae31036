//! Where a handler stands: the function around it, what that is called, and who calls it.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt, StmtFunctionDef};
use overhaul_python::outline::NodeId;
use overhaul_python::{Module, Outline, Ranged, TextRange};

use super::data::WORDS;
use crate::names;

/// The function in whose body the statement runs.
pub fn function<'a>(outline: &Outline<'a>, id: NodeId) -> Option<&'a StmtFunctionDef> {
    let around = outline.ancestors(id).skip(1).map(|node| node.stmt);
    around.take_while(|stmt| !stmt.is_class_def_stmt()).find_map(Stmt::as_function_def_stmt)
}

/// Whether the function answers a question of validity or security.
pub fn is_about_validity(def: &StmtFunctionDef) -> bool {
    let words = names::words(&def.name);
    let returns_false = || {
        struct Search(bool);
        impl<'a> Visitor<'a> for Search {
            fn visit_stmt(&mut self, stmt: &'a Stmt) {
                if let Stmt::Return(stmt) = stmt {
                    self.0 |= stmt.value.as_deref().is_some_and(|value| {
                        value.as_boolean_literal_expr().is_some_and(|literal| !literal.value)
                    });
                }
                visitor::walk_stmt(self, stmt);
            }

            fn visit_expr(&mut self, _expr: &'a Expr) {}
        }
        let mut search = Search(false);
        search.visit_body(&def.body);
        search.0
    };
    words.iter().any(|word| WORDS.has("validity", "words", word))
        || words.first().is_some_and(|word| matches!(word.as_str(), "is" | "check" | "has" | "can"))
            && returns_false()
}

/// What runs functions of a module when nothing can catch their exceptions any more, such as `atexit.register`.
#[derive(Debug, Default)]
pub struct LastResorts {
    /// What is registered, by the name that it is registered with, and where.
    registered: BTreeMap<String, String>,
}

impl LastResorts {
    pub fn of(module: &Module) -> Self {
        let mut search = Registered { module, callback_types: BTreeSet::new(), by_name: BTreeMap::new() };
        search.visit_body(module.body());
        Self { registered: search.by_name }
    }

    /// What runs the function.
    pub fn run(&self, def: &StmtFunctionDef) -> Option<String> {
        let is_by_name = WORDS.has("last_resort", "methods", &def.name);
        is_by_name
            .then(|| "the interpreter".to_owned())
            .or_else(|| self.registered.get(def.name.as_str()).cloned())
    }
}

struct Registered<'m> {
    module: &'m Module,
    /// Names for what `CFUNCTYPE(...)` makes.
    callback_types: BTreeSet<String>,
    by_name: BTreeMap<String, String>,
}

impl Registered<'_> {
    fn registers(&self, function: &Expr) -> Option<String> {
        // `CFUNCTYPE(...)(callback)` is a call of what a call makes.
        let function = match function {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        if let Expr::Name(name) = function
            && self.callback_types.contains(name.id.as_str())
        {
            return Some("C code".to_owned());
        }
        let path = self.module.names().qualified(function);
        let by_path = path.as_deref().is_some_and(|path| WORDS.has("last_resort", "calls", path));
        let by_method = function
            .as_attribute_expr()
            .is_some_and(|attribute| WORDS.has("last_resort", "method_calls", attribute.attr.as_str()));
        (by_path || by_method).then(|| format!("`{}`", self.module.slice(function)))
    }

    fn add(&mut self, function: &Expr, by: &str) {
        let name = match function {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            // `functools.partial(f, 1)` and `lambda *_: f()` run it too.
            Expr::Call(call) => {
                return call.arguments.args.iter().for_each(|argument| self.add(argument, by));
            }
            Expr::Lambda(lambda) => {
                if let Expr::Call(call) = &*lambda.body {
                    self.add(&call.func, by);
                }
                return;
            }
            _ => return,
        };
        self.by_name.entry(name.to_owned()).or_insert_with(|| by.to_owned());
    }
}

impl<'a> Visitor<'a> for Registered<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    if let Some(by) = self.registers(&decorator.expression) {
                        self.by_name.entry(def.name.to_string()).or_insert(by);
                    }
                }
            }
            Stmt::Assign(assign) => {
                let makes_type = assign.value.as_call_expr().is_some_and(|call| {
                    let path = self.module.names().qualified(&call.func);
                    path.is_some_and(|path| {
                        path.starts_with("ctypes.") && WORDS.has("last_resort", "calls", &path)
                    })
                });
                if makes_type {
                    let names = assign.targets.iter().filter_map(Expr::as_name_expr);
                    self.callback_types.extend(names.map(|name| name.id.to_string()));
                }
                for target in &assign.targets {
                    let path = self.module.names().qualified(target);
                    if path.is_some_and(|path| WORDS.has("last_resort", "hooks", &path)) {
                        self.add(&assign.value, &format!("`{}`", self.module.slice(target)));
                    }
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Some(by) = self.registers(&call.func)
        {
            let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
            call.arguments.args.iter().chain(keywords).for_each(|argument| self.add(argument, &by));
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether the file or the function is a test.
pub fn is_test(path: &str, def: Option<&StmtFunctionDef>) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    let in_tests = path.split('/').any(|part| matches!(part, "tests" | "test" | "testing"));
    // `test` alone is what a validator is called, too.
    let by_name = def.is_some_and(|def| {
        def.name
            .strip_prefix("test")
            .is_some_and(|rest| rest.starts_with(|c: char| c == '_' || c.is_uppercase()))
    });
    by_name || file.starts_with("test_") || file.ends_with("_test.py") || in_tests && def.is_some()
}

/// What a body does that decides about its handler, the functions that it defines left out.
#[derive(Debug, Default)]
pub struct Doings {
    /// The assertion by which a test fails.
    pub asserts: Option<String>,
    /// What runs until someone interrupts it.
    pub waits: Option<String>,
    /// What raises classes that derive from `BaseException` alone.
    pub base_exceptions: Option<String>,
    pub awaits: bool,
    /// It asks someone at a terminal.
    pub prompts: bool,
}

pub fn doings(module: &Module, body: &[Stmt]) -> Doings {
    let mut reader = Reader { module, doings: Doings::default() };
    reader.visit_body(body);
    reader.doings
}

struct Reader<'m> {
    module: &'m Module,
    doings: Doings,
}

impl Reader<'_> {
    fn said(&self, ranged: impl Ranged) -> String {
        let text: String = self.module.slice(ranged).split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = text.chars().take(40).collect();
        format!("`{short}`")
    }
}

impl<'a> Visitor<'a> for Reader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Assert(stmt) => {
                let said = self.said(stmt);
                self.doings.asserts.get_or_insert(said);
            }
            Stmt::While(stmt) => {
                let endless = match &*stmt.test {
                    Expr::BooleanLiteral(literal) => literal.value,
                    Expr::NumberLiteral(_) => true,
                    _ => false,
                };
                if endless && !leaves(&stmt.body) || waits_in_loop(&stmt.body) {
                    let header = TextRange::new(stmt.start(), stmt.test.end());
                    let said = self.said(header);
                    self.doings.waits.get_or_insert(said);
                }
            }
            Stmt::For(stmt) => self.doings.awaits |= stmt.is_async,
            Stmt::With(stmt) => self.doings.awaits |= stmt.is_async,
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Lambda(_) => return,
            Expr::Await(_) => self.doings.awaits = true,
            Expr::Call(call) => {
                let said = self.said(&*call.func);
                let path = self.module.names().qualified(&call.func).unwrap_or_default();
                let method = match &*call.func {
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    Expr::Name(name) => name.id.as_str(),
                    _ => "",
                };
                self.doings.prompts |= path == "builtins.input" || path == "getpass.getpass";
                if WORDS.has("waits", "calls", &path) || WORDS.has("waits", "methods", method) {
                    self.doings.waits.get_or_insert(said.clone());
                }
                let fails = WORDS.has("test_failure", "methods", method)
                    || WORDS.any("test_failure", "prefixes", |prefix| method.starts_with(prefix));
                if fails {
                    self.doings.asserts.get_or_insert(said);
                }
            }
            Expr::Name(_) | Expr::Attribute(_) => {
                let path = self.module.names().qualified(expr).unwrap_or_default();
                if WORDS.has("base_exceptions", "names", &path) {
                    let said = self.said(expr);
                    self.doings.base_exceptions.get_or_insert(said);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a loop ends itself.
fn leaves(body: &[Stmt]) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Break(_) | Stmt::Return(_) | Stmt::Raise(_) => self.0 = true,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                // A `break` in there leaves the inner loop.
                Stmt::For(_) | Stmt::While(_) => {
                    let inner = Outline::new(std::slice::from_ref(stmt));
                    self.0 |= inner
                        .nodes()
                        .iter()
                        .any(|node| node.stmt.is_return_stmt() || node.stmt.is_raise_stmt());
                }
                _ => visitor::walk_stmt(self, stmt),
            }
        }

        fn visit_expr(&mut self, expr: &'a Expr) {
            // A generator is left by whoever reads it.
            self.0 |= expr.is_yield_expr() || expr.is_yield_from_expr();
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search(false);
    search.visit_body(body);
    search.0
}

/// Whether a loop waits for something from outside each time.
fn waits_in_loop(body: &[Stmt]) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Call(call) = expr {
                let name = match &*call.func {
                    Expr::Name(name) => name.id.as_str(),
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    _ => "",
                };
                self.0 |= WORDS.has("waits", "in_loops", name) && !is_join_of_text(call);
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search(false);
    search.visit_body(body);
    search.0
}

/// `",".join(parts)` and `os.path.join(a, b)` wait for nothing.
fn is_join_of_text(call: &ast::ExprCall) -> bool {
    call.func.as_attribute_expr().is_some_and(|attribute| attribute.attr.as_str() == "join")
        && !call.arguments.args.is_empty()
}

/// Whether the function starts a process that shares its code.
pub fn forks(module: &Module, def: &StmtFunctionDef) -> bool {
    struct Search<'m> {
        module: &'m Module,
        found: bool,
    }
    impl<'a> Visitor<'a> for Search<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Call(call) = expr {
                self.found |= self.module.names().qualified(&call.func).as_deref() == Some("os.fork");
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search { module, found: false };
    search.visit_body(&def.body);
    search.found
}

/// Whether a handler's own words speak of an interrupt.
pub fn speaks_of_interrupt(module: &Module, handler: &ast::ExceptHandlerExceptHandler) -> bool {
    let text = module.slice(handler).to_ascii_lowercase().replace("raise systemexit", "");
    WORDS.any("waits", "words", |word| text.contains(word))
}

/// What in the module makes any line of it raise an exception, such as `signal.alarm`, or one that does not derive from
/// Exception, such as `gevent.Timeout`.
#[derive(Debug, Default)]
pub struct Anywhere {
    pub exception: Option<String>,
    pub base_exception: Option<String>,
}

pub fn raises_anywhere(module: &Module) -> Anywhere {
    struct Search<'m> {
        module: &'m Module,
        found: Anywhere,
    }
    impl<'a> Visitor<'a> for Search<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if matches!(expr, Expr::Name(_) | Expr::Attribute(_))
                && let Some(path) = self.module.names().qualified(expr)
            {
                let said = || format!("`{}`", self.module.slice(expr));
                if WORDS.has("anywhere", "exceptions", &path) {
                    self.found.exception.get_or_insert_with(said);
                }
                if WORDS.has("anywhere", "base_exceptions", &path) {
                    self.found.base_exception.get_or_insert_with(said);
                }
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search { module, found: Anywhere::default() };
    search.visit_body(module.body());
    search.found
}

#[cfg(test)]
mod tests {
    use overhaul_python::Source;

    use super::*;

    #[test]
    fn validity_is_a_word_of_the_name_or_a_question_that_is_answered_with_false() {
        let is = |name: &str, answer: &str| {
            let text = format!("def {name}(x):\n    if x:\n        return {answer}\n    return x\n");
            let module = Source::decode(text.into_bytes()).ok().and_then(|source| Module::parse(source).ok());
            let def = module.as_ref().and_then(|module| module.body().first()?.as_function_def_stmt());
            def.is_some_and(is_about_validity)
        };
        for name in ["verify", "is_valid", "authenticate", "check_password"] {
            assert!(is(name, "None"), "{name}");
        }
        for name in ["is_open", "has_rows", "can_start", "check_disk"] {
            assert!(is(name, "False") && !is(name, "None"), "{name}");
        }
        assert!(!is("notify", "False"));
    }
}
