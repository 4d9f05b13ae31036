//! Who reaches a module-level function: only the `__main__` guard and entry points, or others too; and which
//! functions run while the module is imported.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::names::{Reference, Resolution};
use overhaul_python::{Module, Names, Outline, Ranged, TextRange, TextSize};

use crate::commands::{self, Handed, is_command_decorator};

/// The call graph of one module, over its module-level names.
pub(crate) struct Reach {
    /// Names that only the guard, entry points and commands reach.
    command_only: BTreeSet<String>,
    /// Names of what is handed to a library that makes commands of it.
    handed: BTreeSet<String>,
    /// For each function or class that may run while the module is imported, the earliest place that reaches it.
    at_import: BTreeMap<String, TextSize>,
    /// The names that each module-level name uses.
    uses: BTreeMap<String, BTreeSet<String>>,
    /// The `if __name__ == "__main__"` statements.
    guards: Vec<TextRange>,
    /// Other statements at module level that start the program, such as `sys.exit(main())`.
    starters: Vec<TextRange>,
}

/// Decorators that leave it open who calls a function.
const NEUTRAL_DECORATORS: &[&str] =
    &["functools.", "contextlib.", "typing.", "typing_extensions.", "builtins.", "abc."];

impl Reach {
    /// `is_entry` says whether something outside the file starts the program at a function.
    pub fn new(module: &Module, outline: &Outline<'_>, is_entry: impl Fn(&str) -> bool) -> Self {
        let mut graph = Graph {
            module,
            names: module.names(),
            inner_commands: inner_commands(module, outline),
            edges: BTreeMap::new(),
            commands: BTreeSet::new(),
            others: BTreeSet::new(),
        };
        let mut reach = Self {
            command_only: BTreeSet::new(),
            handed: BTreeSet::new(),
            at_import: BTreeMap::new(),
            uses: BTreeMap::new(),
            guards: Vec::new(),
            starters: Vec::new(),
        };
        let mut import_time: Vec<(TextSize, BTreeSet<String>)> = Vec::new();
        reach.read_suite(module, module.body(), &mut graph, &mut import_time);
        let defined: Vec<String> = graph.edges.keys().cloned().collect();
        for name in &defined {
            if is_entry(name) {
                graph.commands.insert(name.clone());
            }
        }
        exported(outline).for_each(|name| {
            graph.others.insert(name);
        });
        for range in &graph.inner_commands {
            let used = graph.used(*range);
            graph.commands.extend(used);
        }
        reach.handed = graph.handed(outline);
        graph.commands.extend(reach.handed.iter().cloned());
        let by_commands = graph.closure(&graph.commands);
        let mut others = graph.others.clone();
        others.extend(defined.into_iter().filter(|name| !by_commands.contains(name)));
        let by_others = graph.closure(&others);
        reach.command_only = by_commands.difference(&by_others).cloned().collect();
        import_time.sort();
        reach.uses = graph.edges.clone();
        for (at, used) in import_time {
            for name in graph.closure(&used) {
                reach.at_import.entry(name).or_insert(at);
            }
        }
        reach
    }

    /// Whether only the guard, an entry point or a command reaches the module-level name.
    pub fn is_command_only(&self, name: &str) -> bool {
        self.command_only.contains(name)
    }

    /// Whether the module-level function or class is handed to a library that makes a command of it.
    pub fn is_handed_over(&self, name: &str) -> bool {
        self.handed.contains(name)
    }

    /// The module-level names that these lead to, themselves included.
    pub fn closure(&self, roots: &BTreeSet<String>) -> BTreeSet<String> {
        closure(&self.uses, roots)
    }

    /// The earliest statement at module level that may run the function while the module is imported.
    pub fn runs_at_import(&self, name: &str) -> Option<TextSize> {
        self.at_import.get(name).copied()
    }

    /// Whether the place stands under the guard, or in a statement that starts the program.
    pub fn is_start(&self, at: TextSize) -> bool {
        self.guards.iter().chain(&self.starters).any(|range| range.contains(at))
    }

    fn read_suite(
        &mut self,
        module: &Module,
        suite: &[Stmt],
        graph: &mut Graph<'_>,
        import_time: &mut Vec<(TextSize, BTreeSet<String>)>,
    ) {
        let names = module.names();
        for stmt in suite {
            match stmt {
                Stmt::FunctionDef(def) => {
                    graph.define(def.name.as_str(), def.range());
                    graph.decorate(def.name.as_str(), &def.decorator_list);
                    let header =
                        TextRange::new(def.start(), def.body.first().map_or(def.end(), Ranged::start));
                    import_time.push((def.start(), graph.used(header)));
                }
                Stmt::ClassDef(def) => {
                    graph.define(def.name.as_str(), def.range());
                    import_time.push((def.start(), class_level_uses(def, graph)));
                }
                Stmt::If(guard) if is_main_guard(&guard.test) => {
                    self.guards.push(guard.range());
                    let used = graph.used(guard.range());
                    graph.commands.extend(used);
                }
                Stmt::If(_) | Stmt::Try(_) | Stmt::With(_) | Stmt::For(_) | Stmt::While(_) => {
                    import_time.push((stmt.start(), graph.used_outside_definitions(stmt)));
                    let mut others = graph.used_outside_definitions(stmt);
                    graph.others.append(&mut others);
                    for inner in suites(stmt) {
                        read_definitions(inner, graph);
                    }
                }
                Stmt::Assign(_) | Stmt::AnnAssign(_) => {
                    let used = graph.used(stmt.range());
                    import_time.push((stmt.start(), used.clone()));
                    for target in targets(stmt) {
                        graph.edges.entry(target).or_default().extend(used.iter().cloned());
                    }
                }
                Stmt::Expr(_) | Stmt::Raise(_) if starts_program(names, stmt) => {
                    self.starters.push(stmt.range());
                    let used = graph.used(stmt.range());
                    import_time.push((stmt.start(), used.clone()));
                    graph.commands.extend(used);
                }
                _ => {
                    let used = graph.used(stmt.range());
                    import_time.push((stmt.start(), used.clone()));
                    graph.others.extend(used);
                }
            }
        }
    }
}

/// Functions and classes that are defined under a condition at module level.
fn read_definitions(suite: &[Stmt], graph: &mut Graph<'_>) {
    for stmt in suite {
        match stmt {
            Stmt::FunctionDef(def) => {
                graph.define(def.name.as_str(), def.range());
                graph.decorate(def.name.as_str(), &def.decorator_list);
            }
            Stmt::ClassDef(def) => graph.define(def.name.as_str(), def.range()),
            _ => suites(stmt).for_each(|inner| read_definitions(inner, graph)),
        }
    }
}

/// Whether the expression is `__name__ == "__main__"`, either way round, alone or with other conditions.
pub(crate) fn is_main_guard(test: &Expr) -> bool {
    match test {
        Expr::Compare(compare) => {
            let sides = || std::iter::once(&*compare.left).chain(&compare.comparators);
            let is_name = |expr: &Expr| expr.as_name_expr().is_some_and(|name| name.id == "__name__");
            let is_main = |expr: &Expr| {
                expr.as_string_literal_expr().is_some_and(|text| text.value.to_str() == "__main__")
            };
            matches!(&*compare.ops, [ast::CmpOp::Eq]) && sides().any(is_name) && sides().any(is_main)
        }
        Expr::BoolOp(operation) => {
            operation.op == ast::BoolOp::And && operation.values.iter().any(is_main_guard)
        }
        _ => false,
    }
}

/// The bodies of commands that are defined inside something else, such as a function that makes the application: they run
/// when a person asks for them, and not with what defines them.
fn inner_commands(module: &Module, outline: &Outline<'_>) -> Vec<TextRange> {
    let inner = outline.nodes().iter().filter(|node| node.parent.is_some());
    inner
        .filter_map(|node| node.stmt.as_function_def_stmt())
        .filter(|def| def.decorator_list.iter().any(|one| is_command_decorator(module, &one.expression)))
        .filter_map(|def| Some(TextRange::new(def.body.first()?.start(), def.end())))
        .collect()
}

struct Graph<'a> {
    module: &'a Module,
    names: &'a Names,
    inner_commands: Vec<TextRange>,
    edges: BTreeMap<String, BTreeSet<String>>,
    /// Names that start the program.
    commands: BTreeSet<String>,
    /// Names that something else reaches.
    others: BTreeSet<String>,
}

impl Graph<'_> {
    fn define(&mut self, name: &str, range: TextRange) {
        let is_apart = |place| self.inner_commands.iter().any(|body| body.contains_range(place));
        let used = self.used_where(range, |place| !is_apart(place));
        let edges = self.edges.entry(name.to_owned()).or_default();
        edges.extend(used);
        edges.remove(name);
    }

    fn decorate(&mut self, name: &str, decorators: &[ast::Decorator]) {
        for decorator in decorators {
            let expr = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            if is_command_decorator(self.module, &decorator.expression) {
                self.commands.insert(name.to_owned());
            } else if !self
                .names
                .qualified(expr)
                .is_some_and(|path| NEUTRAL_DECORATORS.iter().any(|neutral| path.starts_with(neutral)))
            {
                self.others.insert(name.to_owned());
            }
        }
    }

    /// The module-level functions and classes that are handed to a library that makes commands of them: by name, in a
    /// collection, by an object, by a base class or as what an object keeps.
    fn handed(&self, outline: &Outline<'_>) -> BTreeSet<String> {
        let top = || outline.nodes().iter().filter(|node| node.parent.is_none()).map(|node| node.stmt);
        let mut open: Vec<String> = Vec::new();
        for handed in commands::handed(self.module) {
            match handed {
                Handed::Named(ranges) => open.extend(ranges.into_iter().flat_map(|range| self.used(range))),
                Handed::Module => open.extend(top().filter_map(public_name)),
            }
        }
        let mut found = BTreeSet::new();
        while let Some(name) = open.pop() {
            for stmt in top() {
                match stmt {
                    Stmt::ClassDef(def) if def.name.as_str() == name => {
                        open.extend(def.bases().iter().flat_map(|base| self.used(base.range())));
                        open.extend(self.kept_objects(def));
                    }
                    Stmt::Assign(_) | Stmt::AnnAssign(_) if targets(stmt).any(|target| target == name) => {
                        open.extend(self.used(stmt.range()));
                    }
                    _ => {}
                }
            }
            found.insert(name);
            open.retain(|name| !found.contains(name));
        }
        found
    }

    /// The classes whose objects a class keeps for others: `stage = Stage()`, `self.stage = Stage()`.
    fn kept_objects(&self, class: &ast::StmtClassDef) -> BTreeSet<String> {
        let outline = Outline::new(&class.body);
        let is_kept = |target: &Expr| match target {
            Expr::Attribute(attribute) => !attribute.attr.as_str().starts_with('_'),
            Expr::Name(name) => !name.id.starts_with('_'),
            _ => false,
        };
        let made = outline.nodes().iter().filter_map(|node| match node.stmt {
            Stmt::Assign(assign) if assign.targets.iter().any(is_kept) => assign.value.as_call_expr(),
            _ => None,
        });
        made.flat_map(|call| self.used(call.func.range())).collect()
    }

    /// The module-level names that the code in a range uses.
    fn used(&self, range: TextRange) -> BTreeSet<String> {
        self.used_where(range, |_| true)
    }

    /// What the statement uses while it runs, the bodies of the functions that it defines left out.
    fn used_outside_definitions(&self, stmt: &Stmt) -> BTreeSet<String> {
        let outline = Outline::new(std::slice::from_ref(stmt));
        let bodies: Vec<TextRange> = outline
            .nodes()
            .iter()
            .filter(|node| matches!(node.stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)))
            .map(|node| node.stmt.range())
            .collect();
        self.used_where(stmt.range(), |place| !bodies.iter().any(|body| body.contains_range(place)))
    }

    fn used_where(&self, range: TextRange, counts: impl Fn(TextRange) -> bool) -> BTreeSet<String> {
        let is_of_module = |reference: &&Reference| {
            matches!(
                self.names.resolve(&reference.name, reference.scope),
                Resolution::Bound(Names::MODULE, _)
            )
        };
        self.names
            .references_in(range)
            .iter()
            .filter(|reference| counts(reference.range))
            .filter(is_of_module)
            .map(|reference| reference.name.to_string())
            .collect()
    }

    fn closure(&self, from: &BTreeSet<String>) -> BTreeSet<String> {
        closure(&self.edges, from)
    }
}

/// The names that these lead to, themselves included.
fn closure(edges: &BTreeMap<String, BTreeSet<String>>, from: &BTreeSet<String>) -> BTreeSet<String> {
    let mut reached = from.clone();
    let mut open: Vec<String> = from.iter().cloned().collect();
    while let Some(name) = open.pop() {
        for next in edges.get(&name).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    reached
}

/// What a class statement uses while it runs: bases, decorators and the class body without its methods' bodies.
fn class_level_uses(def: &ast::StmtClassDef, graph: &Graph<'_>) -> BTreeSet<String> {
    let header = TextRange::new(def.start(), def.body.first().map_or(def.end(), Ranged::start));
    let mut used = graph.used(header);
    for stmt in &def.body {
        match stmt {
            Stmt::FunctionDef(method) => {
                let header =
                    TextRange::new(method.start(), method.body.first().map_or(method.end(), Ranged::start));
                used.extend(graph.used(header));
            }
            _ => used.extend(graph.used(stmt.range())),
        }
    }
    used
}

/// The names that `__all__` lists.
fn exported(outline: &Outline<'_>) -> impl Iterator<Item = String> {
    let lists =
        outline.nodes().iter().filter(|node| node.parent.is_none()).filter_map(|node| match node.stmt {
            Stmt::Assign(assign) if targets(node.stmt).any(|name| name == "__all__") => Some(&*assign.value),
            _ => None,
        });
    let mut names = Vec::new();
    for list in lists {
        let elements = match list {
            Expr::List(list) => &list.elts,
            Expr::Tuple(tuple) => &tuple.elts,
            _ => continue,
        };
        names.extend(
            elements
                .iter()
                .filter_map(Expr::as_string_literal_expr)
                .map(|text| text.value.to_str().to_owned()),
        );
    }
    names.into_iter()
}

/// Whether a statement at module level hands the program over to its main function.
fn starts_program(names: &Names, stmt: &Stmt) -> bool {
    let expr = match stmt {
        Stmt::Expr(stmt) => &*stmt.value,
        Stmt::Raise(raise) => match raise.exc.as_deref() {
            Some(exception) => exception,
            None => return false,
        },
        _ => return false,
    };
    let Expr::Call(call) = expr else { return false };
    let is_main = |expr: &Expr| {
        expr.as_name_expr().is_some_and(|name| matches!(name.id.as_str(), "main" | "_main" | "cli"))
    };
    if is_main(&call.func) || commands::takes(names, call) {
        return true;
    }
    let hands_over = commands::runs_main(names, call);
    hands_over
        && call.arguments.args.iter().any(|argument| match argument {
            Expr::Call(inner) => is_main(&inner.func),
            other => is_main(other) || other.is_name_expr(),
        })
}

/// The name of a function or class that is meant for others.
fn public_name(stmt: &Stmt) -> Option<String> {
    let name = match stmt {
        Stmt::FunctionDef(def) => &def.name,
        Stmt::ClassDef(def) => &def.name,
        _ => return None,
    };
    (!name.starts_with('_')).then(|| name.to_string())
}

fn targets(stmt: &Stmt) -> impl Iterator<Item = String> {
    let targets: Vec<&Expr> = match stmt {
        Stmt::Assign(assign) => assign.targets.iter().collect(),
        Stmt::AnnAssign(assign) => vec![&assign.target],
        _ => Vec::new(),
    };
    targets.into_iter().filter_map(|target| target.as_name_expr().map(|name| name.id.to_string()))
}

fn suites(stmt: &Stmt) -> impl Iterator<Item = &[Stmt]> {
    let suites: Vec<&[Stmt]> = match stmt {
        Stmt::If(stmt) => {
            let clauses = stmt.elif_else_clauses.iter().map(|clause| clause.body.as_slice());
            std::iter::once(stmt.body.as_slice()).chain(clauses).collect()
        }
        Stmt::Try(stmt) => {
            let handlers = stmt.handlers.iter().filter_map(|handler| handler.as_except_handler());
            let mut all = vec![stmt.body.as_slice()];
            all.extend(handlers.map(|handler| handler.body.as_slice()));
            all.extend([stmt.orelse.as_slice(), stmt.finalbody.as_slice()]);
            all
        }
        Stmt::With(stmt) => vec![&stmt.body],
        Stmt::For(stmt) => vec![&stmt.body, &stmt.orelse],
        Stmt::While(stmt) => vec![&stmt.body, &stmt.orelse],
        _ => Vec::new(),
    };
    suites.into_iter()
}
