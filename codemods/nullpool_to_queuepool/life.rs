//! How often an engine is made, and how long it lives: a pool pays where one engine serves a process.

use std::collections::BTreeSet;

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, Stmt, StmtFunctionDef};
use overhaul_python::names::ScopeKind;
use overhaul_python::outline::NodeId;
use overhaul_python::{BindingKind, Names, Outline, Ranged, Resolution, TextRange};

use super::data::FACTS;
use super::resolve;
use crate::reach::Reach;

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

/// Decorators that keep what a function gives.
const CACHES: &[&str] = &["cache", "lru_cache", "cached_property", "cached", "once", "singleton"];

pub struct Lives<'v, 'a> {
    pub file: &'v FileView<'a>,
    pub outline: Outline<'a>,
    reach: Reach,
}

impl<'v, 'a> Lives<'v, 'a> {
    pub fn new(file: &'v FileView<'a>) -> Self {
        let outline = Outline::new(file.module.body());
        let reach = Reach::new(file.module, &outline, |name| file.project.is_entry_point(file.path, name));
        Self { file, outline, reach }
    }

    /// Whether a condition decides that this engine is made, and not whether one is there already.
    pub fn is_conditional(&self, call: &ExprCall) -> bool {
        let Some(id) = self.outline.innermost(call.start()) else { return false };
        let module = self.file.module;
        let stmt = self.outline.node(id).stmt;
        let is_choice = |stmt: &Stmt| {
            let value = match stmt {
                Stmt::Assign(assign) => &*assign.value,
                Stmt::Return(stmt) => match &stmt.value {
                    Some(value) => value,
                    None => return false,
                },
                _ => return false,
            };
            matches!(value, Expr::If(_) | Expr::BoolOp(_)) && value.range().contains_range(call.range())
        };
        let asks_for_one = |text: &str| {
            ["is None", "not ", "__name__", "TYPE_CHECKING", " not in "]
                .iter()
                .any(|words| text.contains(words))
        };
        is_choice(stmt)
            || self
                .outline
                .ancestors(id)
                .take_while(|node| !node.stmt.is_function_def_stmt())
                .filter_map(|node| node.stmt.as_if_stmt())
                .any(|stmt| !asks_for_one(module.slice(&*stmt.test)))
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
        let is_test_class = self.outline.ancestors(id).any(|node| {
            node.stmt.as_class_def_stmt().is_some_and(|class| class.name.to_lowercase().contains("test"))
        });
        let (Some(inner), Some(outer)) = (functions.first(), functions.last()) else {
            if is_test_class {
                return Life::Test;
            }
            return self.at_module_level(range);
        };
        if is_test_class || is_test(inner) {
            return Life::Test;
        }
        let ends = self.reach.is_command_only(&outer.name) && !self.serves(outer);
        let life = self.in_function(inner, range, id, steps);
        match life {
            Life::Process(_) | Life::Call(_) if ends => {
                Life::Program(format!("only the program's start reaches `{}`", outer.name))
            }
            life => life,
        }
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
            && !self.serves_in(self.file.module.body());
        if is_script {
            return Life::Program(
                "the module is a script: only its `__main__` guard uses its functions".to_owned(),
            );
        }
        Life::Process(None)
    }

    fn in_function(&self, def: &'a StmtFunctionDef, range: TextRange, id: NodeId, steps: usize) -> Life {
        let name = def.name.as_str();
        let is_cached = def.decorator_list.iter().any(|decorator| {
            let expr = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            let last = match expr {
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                Expr::Name(name) => name.id.as_str(),
                _ => "",
            };
            CACHES.contains(&last)
        });
        if is_cached {
            return Life::Process(None);
        }
        let repeats = self
            .outline
            .ancestors(id)
            .take_while(|node| !node.stmt.is_function_def_stmt())
            .any(|node| matches!(node.stmt, Stmt::For(_) | Stmt::While(_)));
        let mut flow = Flow { lives: self, def, ends: Ends::default(), seen: BTreeSet::new() };
        flow.follow(range);
        let Ends { kept, given, disposed } = flow.ends;
        if repeats && kept.is_none() {
            return Life::Call(format!("a loop in `{name}`"));
        }
        if let Some(kept) = kept {
            return match kept {
                Kept::Certainly => Life::Process(None),
                Kept::If(assumption) => Life::Process(Some(assumption)),
            };
        }
        if given {
            return self.of_factory(def, steps);
        }
        let yields = disposed && {
            let mut search = Yields(false);
            search.visit_body(&def.body);
            search.0
        };
        if yields { Life::Process(None) } else { Life::Call(format!("each call of `{name}`")) }
    }

    /// How what a function gives lives: by the calls of it in this file.
    fn of_factory(&self, def: &StmtFunctionDef, steps: usize) -> Life {
        let name = def.name.as_str();
        let assumed = || Life::Process(Some(format!("`{name}` is called once a process")));
        let names = self.file.module.names();
        let Some(steps) = steps.checked_sub(1) else { return assumed() };
        if names.bindings_in(Names::MODULE, name).len() != 1 {
            return assumed();
        }
        let uses = names.references().iter().filter(|reference| {
            reference.name == name
                && matches!(names.resolve(name, reference.scope), Resolution::Bound(Names::MODULE, _))
                && !def.range().contains_range(reference.range)
        });
        let mut result = None;
        for reference in uses {
            let Some(call) = self.call_at(reference.range) else { continue };
            match self.at(call, steps) {
                Life::Process(more) => {
                    let first = result.take().flatten();
                    result = Some(first.or(more));
                }
                other => return other,
            }
        }
        match result {
            Some(assumption) => Life::Process(assumption),
            None => assumed(),
        }
    }

    /// The call whose function is the name with this range.
    fn call_at(&self, name: TextRange) -> Option<TextRange> {
        let id = self.outline.innermost(name.start())?;
        let mut search = CallOf { name, found: None };
        search.visit_stmt(self.outline.node(id).stmt);
        search.found
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

/// Why an engine outlives the call that makes it.
enum Kept {
    Certainly,
    /// It is the only one if this holds.
    If(String),
}

/// Where an engine goes inside the function that makes it.
#[derive(Default)]
struct Ends {
    /// It is kept beyond the call.
    kept: Option<Kept>,
    /// The function gives it, or what is made of it.
    given: bool,
    disposed: bool,
}

struct Flow<'v, 'w, 'a> {
    lives: &'v Lives<'w, 'a>,
    def: &'a StmtFunctionDef,
    ends: Ends,
    seen: BTreeSet<String>,
}

impl Flow<'_, '_, '_> {
    /// Follows the value of the expression with this range through the statement that holds it.
    fn follow(&mut self, range: TextRange) {
        let outline = &self.lives.outline;
        let Some(id) = outline.innermost(range.start()) else { return };
        let stmt = outline.node(id).stmt;
        match stmt {
            Stmt::Return(_) => self.ends.given = true,
            Stmt::Expr(expr) if expr.value.is_yield_expr() => {}
            Stmt::Assign(assign) if assign.value.range().contains_range(range) => {
                assign.targets.iter().for_each(|target| self.target(target));
            }
            Stmt::AnnAssign(assign) => self.target(&assign.target),
            Stmt::FunctionDef(_) => self.ends.given = true,
            Stmt::Expr(expr) => {
                let text = self.lives.file.module.slice(&*expr.value);
                if text.contains("dispose(") {
                    self.ends.disposed = true;
                } else if text.contains(".configure(") || text.contains("set_engine") {
                    self.ends.kept = Some(Kept::Certainly);
                }
            }
            _ => {}
        }
    }

    fn target(&mut self, target: &Expr) {
        match target {
            Expr::Attribute(attribute) => {
                let base = attribute.value.as_name_expr().map(|name| name.id.as_str());
                let class = self.class_of_method();
                self.ends.kept = Some(match (base, class) {
                    (Some("self"), Some(class)) => Kept::If(format!("there is one `{class}` a process")),
                    _ => Kept::Certainly,
                });
            }
            Expr::Subscript(_) => self.ends.kept = Some(Kept::Certainly),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| self.target(element)),
            Expr::Name(name) => {
                let names = self.lives.file.module.names();
                let Resolution::Bound(scope, _) = names.resolve_name(name) else { return };
                // A name of the module or of a function around this one outlives the call.
                if !self.def.range().contains_range(names.scope(scope).range) || scope == Names::MODULE {
                    self.ends.kept = Some(Kept::Certainly);
                    return;
                }
                if !self.seen.insert(name.id.to_string()) {
                    return;
                }
                let uses: Vec<(TextRange, bool)> = names
                    .references()
                    .iter()
                    .filter(|reference| {
                        reference.name == name.id
                            && matches!(names.resolve(&name.id, reference.scope), Resolution::Bound(found, _) if found == scope)
                    })
                    .map(|reference| (reference.range, reference.scope != scope))
                    .collect();
                for (range, is_closure) in uses {
                    if is_closure && self.is_in_nested_function(range) {
                        self.ends.given = true;
                    } else {
                        self.follow(range);
                    }
                }
            }
            _ => {}
        }
    }

    fn is_in_nested_function(&self, range: TextRange) -> bool {
        let outline = &self.lives.outline;
        let inner = outline
            .innermost(range.start())
            .and_then(|id| outline.ancestors(id).find_map(|node| node.stmt.as_function_def_stmt()));
        inner.is_some_and(|inner| inner.range() != self.def.range())
    }

    fn class_of_method(&self) -> Option<String> {
        let outline = &self.lives.outline;
        let node = outline.nodes().iter().find(|node| node.stmt.range() == self.def.range())?;
        let parent = outline.node(node.parent?);
        parent.stmt.as_class_def_stmt().map(|class| class.name.to_string())
    }
}

fn is_test(def: &StmtFunctionDef) -> bool {
    let is_fixture = def.decorator_list.iter().any(|decorator| {
        let expr = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        matches!(expr, Expr::Attribute(attribute) if attribute.attr.as_str() == "fixture")
            || matches!(expr, Expr::Name(name) if name.id == "fixture")
    });
    is_fixture || def.name.starts_with("test_")
}

struct Yields(bool);

impl Visitor<'_> for Yields {
    fn visit_expr(&mut self, expr: &Expr) {
        self.0 |= matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_));
        visitor::walk_expr(self, expr);
    }
}

struct CallOf {
    name: TextRange,
    found: Option<TextRange>,
}

impl Visitor<'_> for CallOf {
    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Call(call) = expr
            && call.func.range() == self.name
        {
            self.found = Some(call.range());
        }
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
                _ => resolve::last(&path),
            };
            self.found |=
                FACTS.serving_paths.contains(&path) || FACTS.serving_calls.iter().any(|name| name == last);
        }
        visitor::walk_expr(self, expr);
    }
}
