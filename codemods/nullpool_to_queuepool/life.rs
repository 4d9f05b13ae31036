//! How often an engine is made, and how long it lives: a pool pays where one engine serves a process.

use std::collections::BTreeSet;

use overhaul_engine::{FileView, Survey};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Decorator, Expr, ExprCall, Stmt, StmtFunctionDef};
use overhaul_python::names::{Reference, ScopeKind};
use overhaul_python::outline::NodeId;
use overhaul_python::{BindingKind, Names, Outline, Ranged, Resolution, TextRange};

use super::data::FACTS;
use super::flow::{Ends, Flow, Kept};
use super::hazards::Conclusion;
use super::uses::{Members, Use, UseOf};
use super::words;
use crate::paths;
use crate::reach::Reach;

mod choice;

/// As many functions that give an engine on are followed.
const MAX_STEPS: usize = 3;

/// How an engine lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Life {
    /// One for a process, if the assumption holds.
    Process(Option<String>),
    /// One for each call of this function.
    Call(String),
    /// As long as a program that ends.
    Program(String),
    /// In a test.
    Test,
}

pub struct Lives<'v, 'a> {
    pub file: &'v FileView<'a>,
    pub outline: Outline<'a>,
    reach: Reach,
    /// What tells whether another module of the project imports this one; `None` where one does.
    survey: Option<&'v Survey>,
}

impl<'v, 'a> Lives<'v, 'a> {
    pub fn new(file: &'v FileView<'a>, survey: Option<&'v Survey>) -> Self {
        let outline = Outline::new(file.module.body());
        let reach = Reach::new(file.module, &outline, |name| file.project.is_entry_point(file.path, name));
        Self { file, outline, reach, survey }
    }

    fn is_imported(&self) -> bool {
        self.survey.is_none_or(|survey| {
            survey.conclusion::<Conclusion>().is_some_and(|known| known.is_imported(self.file))
        })
    }

    /// What the statement at a range assigns to.
    pub fn targets(&self, range: TextRange) -> impl Iterator<Item = &'a Expr> {
        let stmt = self.outline.innermost(range.start()).map(|id| self.outline.node(id).stmt);
        let targets: &[Expr] = match stmt {
            Some(Stmt::Assign(assign)) => &assign.targets,
            Some(Stmt::AnnAssign(assign)) => std::slice::from_ref(&assign.target),
            _ => &[],
        };
        targets.iter()
    }

    pub fn of(&self, call: &ExprCall) -> Life {
        self.at(call.range(), MAX_STEPS)
    }

    /// How the value of the expression with this range lives.
    fn at(&self, range: TextRange, steps: usize) -> Life {
        let Some(id) = self.outline.innermost(range.start()) else { return Life::Process(None) };
        let names = self.file.module.names();
        let repeats = |scope| matches!(names.scope(scope).kind, ScopeKind::Lambda | ScopeKind::Comprehension);
        if names.enclosing(names.scope_at(range.start())).any(repeats) {
            return Life::Call("each call of a lambda, or each step of a comprehension,".to_owned());
        }
        let functions: Vec<&'a StmtFunctionDef> =
            self.outline.ancestors(id).filter_map(|node| node.stmt.as_function_def_stmt()).collect();
        let is_test_class = self.is_in_test_class(range);
        let (Some(inner), Some(outer)) = (functions.first(), functions.last()) else {
            if is_test_class {
                return Life::Test;
            }
            return self.at_module_level(range);
        };
        if is_test_class || is_test(inner) {
            return Life::Test;
        }
        let life = self.in_function(inner, range, id, steps);
        if !self.reach.is_command_only(&outer.name) {
            return life;
        }
        let serves = self.serves(outer);
        match life {
            Life::Process(_) | Life::Call(_) if !serves => {
                Life::Program(format!("only the program's start reaches `{}`", outer.name))
            }
            // The main function of a program that goes on runs once.
            Life::Call(_) if inner.range() == outer.range() && self.serves_in(&inner.body) => {
                Life::Process(None)
            }
            life => life,
        }
    }

    /// Whether a range stands in a class for tests: `class TestConfig`, `class Orders(unittest.TestCase)`.
    pub fn is_in_test_class(&self, range: TextRange) -> bool {
        let Some(id) = self.outline.innermost(range.start()) else { return false };
        let mut classes = self.outline.ancestors(id).filter_map(|node| node.stmt.as_class_def_stmt());
        let module = self.file.module;
        classes.any(|class| {
            let mut bases = class.bases().iter().map(|base| module.slice(base));
            words::says_test(&class.name) || bases.any(words::says_test)
        })
    }

    fn at_module_level(&self, range: TextRange) -> Life {
        let id = self.outline.innermost(range.start());
        let in_loop = id.is_some_and(|id| {
            self.outline.ancestors(id).any(|node| matches!(node.stmt, Stmt::For(_) | Stmt::While(_)))
        });
        if in_loop {
            return Life::Call("each step of a loop".to_owned());
        }
        if self.reach.is_start(range.start()) {
            let serves = self.serves_in(self.file.module.body());
            return if serves {
                Life::Process(None)
            } else {
                Life::Program("it is made under the `__main__` guard".to_owned())
            };
        }
        let has_guard = self.file.module.body().iter().any(|stmt| self.reach.is_start(stmt.start()));
        let names = self.file.module.names();
        let offers = |stmt: &Stmt| match stmt {
            Stmt::FunctionDef(def) => !self.reach.is_command_only(&def.name),
            Stmt::ClassDef(_) => true,
            _ => false,
        };
        let is_server = names.bindings().iter().any(|binding| match &binding.kind {
            BindingKind::Import(path) => FACTS.serving_modules.iter().any(|module| {
                path.strip_prefix(module.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }),
            _ => false,
        });
        let is_script = has_guard
            && !is_server
            && !self.file.module.body().iter().any(offers)
            && !self.serves_in(self.file.module.body())
            && !self.is_imported();
        if is_script {
            return Life::Program(
                "the module is a script: only its `__main__` guard uses its functions".to_owned(),
            );
        }
        Life::Process(None)
    }

    fn in_function(&self, def: &'a StmtFunctionDef, range: TextRange, id: NodeId, steps: usize) -> Life {
        let name = def.name.as_str();
        let decorators: Vec<&str> = def.decorator_list.iter().map(last_name).collect();
        if decorators.iter().any(|decorator| FACTS.caches.iter().any(|cache| cache == decorator)) {
            let takes_more = def.parameters.iter().any(|parameter| !is_receiver(parameter.name().as_str()));
            let assumption = || format!("`{name}` is called with the same arguments each time");
            return Life::Process(takes_more.then(assumption));
        }
        let repeats = self
            .outline
            .ancestors(id)
            .take_while(|node| !node.stmt.is_function_def_stmt())
            .any(|node| matches!(node.stmt, Stmt::For(_) | Stmt::While(_)));
        let each_call = || Life::Call(format!("each call of `{name}`"));
        let knows = |table: &[String], name: &str| table.iter().any(|known| known == name);
        let is_plain = decorators.iter().all(|decorator| knows(&FACTS.plain_decorators, decorator));
        let is_startup = decorators.iter().all(|decorator| {
            knows(&FACTS.plain_decorators, decorator) || knows(&FACTS.startup_decorators, decorator)
        });
        let is_guarded = self.is_guarded(id, range);
        let Ends { kept, given, yielded } = Flow::ends(self, def, range);
        match kept {
            Some(Kept::Certainly) if is_startup || is_guarded => return Life::Process(None),
            Some(Kept::ByKey(place)) if is_guarded => {
                return Life::Process(Some(format!(
                    "`{place}` holds few engines, as each has a pool of its own"
                )));
            }
            Some(Kept::InObject(class)) if is_guarded || knows(&FACTS.setup_methods, name) => {
                return self.in_object(&class, steps);
            }
            Some(_) => return each_call(),
            None if repeats => return Life::Call(format!("a loop in `{name}`")),
            None => {}
        }
        if Yields::in_body(&def.body) && self.is_lifespan(def) {
            return Life::Process(None);
        }
        if !(is_plain && (given || yielded && decorators.is_empty())) {
            return each_call();
        }
        let is_method = self.class_of(def).is_some();
        let life = self.of_callable(name, is_method, steps);
        life.unwrap_or_else(|| if yielded || is_method { each_call() } else { once(name) })
    }

    /// Whether a generator runs once around all that the application does: `async def lifespan(app): ...; yield`.
    fn is_lifespan(&self, def: &StmtFunctionDef) -> bool {
        let first = def.parameters.iter().next().map(|parameter| parameter.name().as_str());
        let takes_app = first.is_some_and(|first| FACTS.long_lived.iter().any(|name| name == first));
        let uses = self.name_uses(&def.name).unwrap_or_default();
        takes_app
            || uses.into_iter().any(|used| match self.use_at(used) {
                Use::HandedTo(place) => FACTS.once.contains(&place) || place == "lifespan",
                _ => false,
            })
    }

    /// How an object of a class of this module lives, by its kind and by the calls of the class.
    fn in_object(&self, class: &str, steps: usize) -> Life {
        let def =
            self.file.module.body().iter().filter_map(Stmt::as_class_def_stmt).find(|def| def.name == *class);
        if let Some(def) = def {
            let is_short_lived = def.bases().iter().any(|base| {
                let last = self.file.module.slice(base).rsplit('.').next().unwrap_or_default();
                FACTS.short_lived_bases.iter().any(|name| name == last)
            });
            let mut methods = def.body.iter().filter_map(Stmt::as_function_def_stmt);
            let is_managed = methods.any(|def| matches!(def.name.as_str(), "__enter__" | "__aenter__"));
            if is_short_lived || is_managed {
                return Life::Call(format!("each `{class}`"));
            }
        }
        match self.of_callable(class, false, steps) {
            Some(Life::Process(None)) => Life::Process(None),
            Some(Life::Call(place)) => Life::Call(place),
            _ => Life::Process(Some(format!("there is one `{class}` a process"))),
        }
    }

    /// How what a function or class of this module gives lives, by its uses in the module; `None` where there is none.
    fn of_callable(&self, name: &str, is_method: bool, steps: usize) -> Option<Life> {
        let steps = steps.checked_sub(1)?;
        let uses = if is_method { self.member_uses(name) } else { self.name_uses(name)? };
        self.of_uses(name, uses, steps)
    }

    fn of_uses(&self, name: &str, uses: Vec<TextRange>, steps: usize) -> Option<Life> {
        let mut result: Option<Option<String>> = None;
        for used in uses {
            let life = match self.use_at(used) {
                Use::Called(call) => self.at(call, steps),
                Use::HandedTo(place) if FACTS.once.contains(&place) => Life::Process(None),
                Use::HandedTo(place) => Life::Call(format!("each call that `{place}` makes of `{name}`")),
                Use::Base(class) => match self.of_callable(&class, false, steps) {
                    Some(life) => life,
                    None => continue,
                },
                Use::Other => Life::Call(format!("whatever else calls `{name}`")),
                Use::Annotation => continue,
            };
            let Life::Process(assumption) = life else { return Some(life) };
            result = Some(result.flatten().or(assumption));
        }
        result.map(Life::Process)
    }

    /// The function or class of the module that gives the engine of a call, which this file does not show to be made once.
    pub fn giver_of(&self, call: &ExprCall, life: &Life) -> Option<&'a str> {
        if *life == Life::Process(None) {
            return None;
        }
        let id = self.outline.innermost(call.start())?;
        let node = self.outline.ancestors(id).find(|node| node.stmt.is_function_def_stmt())?;
        let def = node.stmt.as_function_def_stmt()?;
        let is_cached = def
            .decorator_list
            .iter()
            .any(|decorator| FACTS.caches.iter().any(|cache| cache == last_name(decorator)));
        let parent = node.parent.map(|parent| self.outline.node(parent).stmt);
        match parent {
            _ if is_cached => None,
            None => Some(def.name.as_str()),
            Some(Stmt::ClassDef(class)) => Some(class.name.as_str()),
            _ => None,
        }
    }

    /// How what a function or class of another module gives lives, by its uses in this file.
    pub fn of_import(&self, name: &str) -> Option<Life> {
        let names = self.file.module.names();
        let is_star = !names.star_imports().is_empty();
        let is_it = |reference: &&Reference| match names.resolve(&reference.name, reference.scope) {
            Resolution::Bound(_, bindings) => bindings.iter().any(|id| match &names.binding(*id).kind {
                BindingKind::Import(path) => paths::last(path) == name,
                _ => false,
            }),
            Resolution::Unbound => is_star && reference.name == name,
            Resolution::Builtin => false,
        };
        let mut uses: Vec<TextRange> =
            names.references().iter().filter(is_it).map(|reference| reference.range).collect();
        uses.extend(self.member_uses(name));
        self.of_uses(name, uses, MAX_STEPS)
    }

    /// The uses of a name of the module outside what it names; `None` where it has several meanings.
    fn name_uses(&self, name: &str) -> Option<Vec<TextRange>> {
        let names = self.file.module.names();
        let [only] = names.bindings_in(Names::MODULE, name) else { return None };
        let own = names.binding(*only).statement;
        let is_it = |reference: &&Reference| {
            reference.name == name
                && matches!(names.resolve(name, reference.scope), Resolution::Bound(Names::MODULE, _))
                && !own.contains_range(reference.range)
        };
        Some(names.references().iter().filter(is_it).map(|reference| reference.range).collect())
    }

    /// Where a member of this name is taken of some object.
    fn member_uses(&self, name: &str) -> Vec<TextRange> {
        let mut members = Members { name, found: Vec::new() };
        members.visit_body(self.file.module.body());
        members.found
    }

    fn use_at(&self, range: TextRange) -> Use {
        let Some(id) = self.outline.innermost(range.start()) else { return Use::Annotation };
        let mut search = UseOf { module: self.file.module, range, found: Use::Annotation };
        search.visit_stmt(self.outline.node(id).stmt);
        search.found
    }

    /// The class whose method this is.
    pub fn class_of(&self, def: &StmtFunctionDef) -> Option<String> {
        let parent = self.outline.exactly(def.range())?.parent?;
        self.outline.node(parent).stmt.as_class_def_stmt().map(|class| class.name.to_string())
    }

    /// Whether a function, or one that it calls, goes on until it is stopped.
    fn serves(&self, def: &StmtFunctionDef) -> bool {
        let roots = BTreeSet::from([def.name.to_string()]);
        let closure = self.reach.closure(&roots);
        self.file.module.body().iter().any(|stmt| match stmt {
            Stmt::FunctionDef(other) => {
                (closure.contains(other.name.as_str()) || other.name == def.name)
                    && self.serves_in(&other.body)
            }
            Stmt::If(guard) => self.reach.is_start(guard.start()) && self.serves_in(&guard.body),
            _ => false,
        })
    }

    fn serves_in(&self, body: &[Stmt]) -> bool {
        let mut search = Serves { names: self.file.module.names(), found: false };
        search.visit_body(body);
        search.found
    }
}

fn once(name: &str) -> Life {
    Life::Process(Some(format!("`{name}` is called once a process")))
}

fn is_receiver(parameter: &str) -> bool {
    matches!(parameter, "self" | "cls")
}

/// The last part of the name of a decorator.
fn last_name(decorator: &Decorator) -> &str {
    let expr = match &decorator.expression {
        Expr::Call(call) => &*call.func,
        other => other,
    };
    match expr {
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        Expr::Name(name) => name.id.as_str(),
        _ => "",
    }
}

fn is_test(def: &StmtFunctionDef) -> bool {
    words::says_test(&def.name)
        || def.decorator_list.iter().any(|decorator| last_name(decorator) == "fixture")
}

struct Yields(bool);

impl Yields {
    fn in_body(body: &[Stmt]) -> bool {
        let mut search = Self(false);
        search.visit_body(body);
        search.0
    }
}

impl Visitor<'_> for Yields {
    fn visit_expr(&mut self, expr: &Expr) {
        self.0 |= matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_));
        visitor::walk_expr(self, expr);
    }
}

struct Serves<'m> {
    names: &'m Names,
    found: bool,
}

impl Visitor<'_> for Serves<'_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        if let Stmt::While(stmt) = stmt {
            self.found |= stmt.test.as_boolean_literal_expr().is_some_and(|literal| literal.value);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Call(call) = expr {
            let path = self.names.qualified(&call.func).unwrap_or_default();
            let last = match &*call.func {
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                Expr::Name(name) if path.is_empty() => name.id.as_str(),
                _ => paths::last(&path),
            };
            // `application.run()`, but not `subprocess.run()`.
            self.found |= last == "run" && path.is_empty();
            self.found |=
                FACTS.serving_paths.contains(&path) || FACTS.serving_calls.iter().any(|name| name == last);
        }
        visitor::walk_expr(self, expr);
    }
}
