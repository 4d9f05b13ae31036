//! What the functions of a test file run while they read standard output.

use std::collections::HashMap;

use overhaul_python::Names;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};

/// Fixtures and helpers with which a test reads what was printed.
const CAPTURES: &[&str] = &[
    "capsys",
    "capfd",
    "capsysbinary",
    "capfdbinary",
    "redirect_stdout",
    "captured_stdout",
    "captured_output",
];

/// Calls that put something in the place of what they name: `patch("module.print")`, `setattr(module, "print", …)`.
const REPLACES: &[&str] = &["patch", "setattr", "object"];

/// What a test replaces to read what is printed.
const REPLACED: &[&str] = &["print", "stdout"];

/// Methods that run before each test of a class or a module.
/// <https://docs.python.org/3/library/unittest.html#unittest.TestCase.setUp>,
/// <https://docs.pytest.org/en/stable/how-to/xunit_setup.html>
const SETS_UP: &[&str] = &[
    "setUp",
    "asyncSetUp",
    "setUpClass",
    "setUpModule",
    "setup",
    "setup_method",
    "setup_class",
    "setup_module",
    "setup_function",
];

/// What the functions of a test file use, with what they use by way of each other.
#[derive(Debug, Default)]
pub(super) struct Captures {
    /// The names that are used, sorted.
    names: Vec<String>,
    /// The functions that read standard output, tests first, with the numbers of the names that they use.
    pub tests: Vec<(String, Vec<usize>)>,
    /// All functions, where tests of other files take them as fixtures.
    fixtures: Vec<(String, Vec<usize>)>,
}

impl Captures {
    /// The first test that runs what all these names stand for, the fixtures of these files above it included.
    pub fn test(&self, names: &[&str], above: &[&Self]) -> Option<&str> {
        let fixtures: Vec<Vec<&str>> = names
            .iter()
            .map(|name| above.iter().flat_map(|other| other.fixtures_with(name)).collect())
            .collect();
        if names.iter().zip(&fixtures).any(|(name, with)| with.is_empty() && self.number(name).is_none()) {
            return None;
        }
        let uses = |used: &[usize], name: &str| {
            self.number(name).is_some_and(|number| used.binary_search(&number).is_ok())
        };
        let runs = |used: &[usize]| {
            names
                .iter()
                .zip(&fixtures)
                .all(|(name, with)| uses(used, name) || with.iter().any(|fixture| uses(used, fixture)))
        };
        self.tests.iter().find(|(_, used)| runs(used)).map(|(test, _)| test.as_str())
    }

    /// The fixtures that use a name.
    fn fixtures_with(&self, name: &str) -> Vec<&str> {
        let Some(number) = self.number(name) else { return Vec::new() };
        let uses = |used: &[usize]| used.binary_search(&number).is_ok();
        self.fixtures.iter().filter(|(_, used)| uses(used)).map(|(fixture, _)| fixture.as_str()).collect()
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }
}

/// The names that one definition or assignment uses, and whether it reads standard output.
#[derive(Debug, Default)]
struct Uses<'a> {
    used: Vec<&'a str>,
    captures: bool,
    /// It runs before every test.
    is_shared: bool,
}

/// `is_shared` says that other files take the functions as fixtures; without it, a file that never reads standard output
/// tells nothing.
pub(super) fn read(names: &Names, body: &[Stmt], is_shared: bool) -> Captures {
    let mut reader = Reader { names, uses: Uses::default(), functions: Vec::new(), others: Vec::new() };
    reader.visit_body(body);
    let module_level = std::mem::take(&mut reader.uses);
    reader.functions.push(("module level", module_level));
    if !is_shared && !reader.functions.iter().any(|(_, uses)| uses.captures) {
        return Captures::default();
    }
    let graph = Graph::new(reader.functions.iter().chain(&reader.others));
    let shared: Vec<&Uses<'_>> =
        reader.functions.iter().map(|(_, uses)| uses).filter(|uses| uses.is_shared).collect();
    let mut sorted: Vec<usize> = (0..graph.names.len()).collect();
    sorted.sort_unstable_by_key(|number| graph.names[*number]);
    let mut places = vec![0; sorted.len()];
    sorted.iter().enumerate().for_each(|(place, number)| places[*number] = place);
    let names = sorted.into_iter().map(|number| graph.names[number].to_owned()).collect();
    let mut found = Captures { names, ..Captures::default() };
    for (name, uses) in &reader.functions {
        let (used, captures) = graph.closure(std::iter::once(uses).chain(shared.iter().copied()));
        let mut used: Vec<usize> = used.into_iter().map(|number| places[number]).collect();
        used.sort_unstable();
        if is_shared {
            found.fixtures.push(((*name).to_owned(), used.clone()));
        }
        if captures {
            found.tests.push(((*name).to_owned(), used));
        }
    }
    found.tests.sort_by_key(|(name, _)| !name.starts_with("test"));
    found
}

/// What the names of a file lead to. A name is told by its number.
struct Graph<'a> {
    names: Vec<&'a str>,
    numbers: HashMap<&'a str, usize>,
    /// For each name, what it uses and whether that reads standard output.
    uses: Vec<(Vec<usize>, bool)>,
}

impl<'a> Graph<'a> {
    fn new<'u>(all: impl Iterator<Item = &'u (&'a str, Uses<'a>)>) -> Self
    where
        'a: 'u,
    {
        let mut graph = Self { names: Vec::new(), numbers: HashMap::new(), uses: Vec::new() };
        for (name, uses) in all {
            let used: Vec<usize> = uses.used.iter().map(|used| graph.number(used)).collect();
            let number = graph.number(name);
            graph.uses[number].0.extend(used);
            graph.uses[number].1 |= uses.captures;
        }
        for (used, _) in &mut graph.uses {
            used.sort_unstable();
            used.dedup();
        }
        graph
    }

    fn number(&mut self, name: &'a str) -> usize {
        let next = self.names.len();
        let number = *self.numbers.entry(name).or_insert(next);
        if number == next {
            self.names.push(name);
            self.uses.push((Vec::new(), false));
        }
        number
    }

    /// All names that lead on from what some functions use, and whether anything on the way reads standard output.
    fn closure<'u>(&self, start: impl Iterator<Item = &'u Uses<'a>>) -> (Vec<usize>, bool)
    where
        'a: 'u,
    {
        let mut captures = false;
        let mut open: Vec<usize> = Vec::new();
        for uses in start {
            captures |= uses.captures;
            open.extend(uses.used.iter().filter_map(|name| self.numbers.get(name)));
        }
        let mut is_reached = vec![false; self.names.len()];
        let mut reached = Vec::new();
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut is_reached[number], true) {
                reached.push(number);
                captures |= self.uses[number].1;
                open.extend(&self.uses[number].0);
            }
        }
        (reached, captures)
    }
}

struct Reader<'n, 'a> {
    names: &'n Names,
    /// Of the function that is being read, or of the module.
    uses: Uses<'a>,
    functions: Vec<(&'a str, Uses<'a>)>,
    /// Classes by their bases, and names by what they are given.
    others: Vec<(&'a str, Uses<'a>)>,
}

impl<'a> Reader<'_, 'a> {
    fn note(&mut self, name: &'a str) {
        self.uses.captures |= CAPTURES.contains(&name);
        self.uses.used.push(name);
    }

    /// The names in an expression that a name or a class stands for.
    fn other(&mut self, name: &'a str, expr: &'a Expr) {
        let mut used = Used(Vec::new());
        used.visit_expr(expr);
        self.others.push((name, Uses { used: used.0, ..Uses::default() }));
    }

    fn call(&mut self, call: &'a ast::ExprCall) {
        let Some(callee) = last_part(&call.func) else { return };
        let text = |expr: &'a Expr| expr.as_string_literal_expr().map(|text| text.value.to_str());
        let is_replaced = |name: &str| REPLACED.contains(&name);
        if REPLACES.contains(&callee) {
            let of_path = |path: &str| path.rsplit_once('.').is_some_and(|(_, last)| is_replaced(last));
            self.uses.captures |= match &*call.arguments.args {
                [first, ..] if text(first).is_some() => text(first).is_some_and(of_path),
                [_, second, ..] => text(second).is_some_and(is_replaced),
                _ => false,
            };
        }
        if matches!(callee, "usefixtures" | "getfixturevalue") {
            call.arguments.args.iter().filter_map(text).for_each(|name| self.note(name));
        }
    }

    /// `sys.stdout = …`, `module.print = …`
    fn is_replaced(&self, target: &Expr) -> bool {
        match target {
            Expr::Tuple(tuple) => tuple.elts.iter().any(|target| self.is_replaced(target)),
            Expr::Attribute(attribute) => {
                REPLACED.contains(&attribute.attr.as_str()) && self.names.qualified(target).is_some()
            }
            _ => false,
        }
    }

    fn is_autouse(def: &ast::StmtFunctionDef) -> bool {
        def.decorator_list.iter().filter_map(|decorator| decorator.expression.as_call_expr()).any(|call| {
            call.arguments.find_keyword("autouse").is_some_and(
                |keyword| matches!(&keyword.value, Expr::BooleanLiteral(literal) if literal.value),
            )
        })
    }
}

fn last_part(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

impl<'a> Visitor<'a> for Reader<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                let is_shared = SETS_UP.contains(&def.name.as_str()) || Self::is_autouse(def);
                let outer = std::mem::replace(&mut self.uses, Uses { is_shared, ..Uses::default() });
                def.parameters.iter().for_each(|parameter| self.note(parameter.name().as_str()));
                visitor::walk_stmt(self, stmt);
                let inner = std::mem::replace(&mut self.uses, outer);
                self.functions.push((def.name.as_str(), inner));
                return;
            }
            Stmt::ClassDef(class) => {
                class.bases().iter().for_each(|base| self.other(class.name.as_str(), base));
            }
            Stmt::Assign(assign) => {
                self.uses.captures |= assign.targets.iter().any(|target| self.is_replaced(target));
                for name in assign.targets.iter().filter_map(last_part) {
                    self.other(name, &assign.value);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Some(name) = last_part(expr) {
            self.note(name);
        }
        if let Expr::Call(call) = expr {
            self.call(call);
        }
        visitor::walk_expr(self, expr);
    }
}

/// The names that an expression uses.
struct Used<'a>(Vec<&'a str>);

impl<'a> Visitor<'a> for Used<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        self.0.extend(last_part(expr));
        visitor::walk_expr(self, expr);
    }
}
