//! The queries of a file: where each is composed, and the calls that send it.

use std::cell::OnceCell;

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, ExprName, InterpolatedStringElement, Stmt};
use overhaul_python::outline::{Node, NodeId};
use overhaul_python::{BindingKind, Names, Outline, Ranged, Resolution, TextRange, TextSize};

use super::calls;
use super::template::{Template, Unreadable, is_string};

mod sources;

/// A query that is put together from parts.
pub struct Query<'a> {
    /// What it is composed by.
    pub range: TextRange,
    pub expr: &'a Expr,
    pub template: Template<'a>,
    /// Why the template is not all of it.
    pub unreadable: Option<Unreadable>,
    /// What `+=` puts behind `expr` and is no string.
    pub added: Vec<&'a Expr>,
    /// Its `text(...)`, where that stands around the composition itself.
    pub text: Option<&'a ExprCall>,
    /// The calls that send it.
    pub uses: Vec<&'a ExprCall>,
    /// The variable between composition and use.
    pub variable: Option<Variable>,
}

/// A variable that holds a query.
pub struct Variable {
    pub name: String,
    /// What stands in the way of giving values at each use.
    pub obstacle: Option<Obstacle>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It is given a value in several places, or only under a condition.
    SeveralDefinitions,
    /// Something other than a call that sends it uses it.
    Escapes,
    /// A value may have changed between composition and use.
    ValuesChange,
    /// The composition calls functions, and the values would be taken later or more than once.
    ValuesAreCalls,
}

/// The composed queries among what these calls are given, in source order.
pub fn queries<'a>(file: &FileView<'a>, calls: &[&'a ExprCall]) -> Vec<Query<'a>> {
    let outline = Outline::new(file.module.body());
    let reader = Reader { file, outline: &outline, logs: OnceCell::new() };
    let mut queries: Vec<Query<'a>> = Vec::new();
    for call in calls {
        let arguments =
            call.arguments.args.iter().chain(call.arguments.keywords.iter().map(|keyword| &keyword.value));
        for argument in arguments {
            let Some(query) = reader.query(call, argument) else { continue };
            match queries.iter_mut().find(|known| known.range == query.range) {
                Some(known) => known.uses.push(call),
                None => queries.push(query),
            }
        }
    }
    for query in &mut queries {
        reader.check_variable(query);
    }
    queries.sort_by_key(|query| query.range.start());
    queries
}

struct Reader<'r, 'a> {
    file: &'r FileView<'a>,
    outline: &'r Outline<'a>,
    /// The arguments of calls that write a log.
    logs: OnceCell<Vec<TextRange>>,
}

impl<'a> Reader<'_, 'a> {
    /// What an argument of a call is composed of. `None` where it is no composed string.
    fn query(&self, call: &'a ExprCall, argument: &'a Expr) -> Option<Query<'a>> {
        match argument {
            Expr::Name(name) => self.variable(call, name).or_else(|| {
                let may_be_query = self.is_given(name) && sources::comes_from_sql(self.file, argument);
                may_be_query.then(|| unread(call, argument))
            }),
            Expr::Attribute(_) if sources::comes_from_sql(self.file, argument) => {
                Some(unread(call, argument))
            }
            _ => self.composed(call, argument, true),
        }
    }

    /// Whether something else than an assignment of its own gives a name its value: a loop, an unpacking or `:=`.
    fn is_given(&self, name: &ExprName) -> bool {
        let names = self.file.module.names();
        matches!(names.resolve_name(name), Resolution::Bound(_, bindings)
            if bindings.iter().any(|id| names.binding(*id).kind == BindingKind::Other))
    }

    /// A variable in `text()` is followed where `follows` says so: once, for it may be given `text()` of itself.
    fn composed(&self, call: &'a ExprCall, expr: &'a Expr, follows: bool) -> Option<Query<'a>> {
        let (text, composed) = match calls::text_call(self.file, expr) {
            Some((text, inner)) => (Some(text), inner),
            None => (None, expr),
        };
        if let (Some(_), Expr::Name(name)) = (text, composed) {
            if !follows {
                return None;
            }
            let query = self.variable(call, name)?;
            return Some(Query { text: text.or(query.text), ..query });
        }
        let mut template = Template::default();
        let unreadable = template.add(self.file.module, composed).err();
        if unreadable == Some(Unreadable::NotComposed)
            && !is_string(composed)
            && !sources::composes_sql(self.file, composed)
            && !sources::comes_from_sql(self.file, composed)
        {
            return None;
        }
        if unreadable.is_none() && template.is_constant() {
            return None;
        }
        Some(Query {
            range: composed.range(),
            expr: composed,
            template,
            unreadable,
            added: Vec::new(),
            text,
            uses: vec![call],
            variable: None,
        })
    }

    /// A query that a local or module variable holds, composed by one assignment and `+=` behind it.
    fn variable(&self, call: &'a ExprCall, name: &'a ExprName) -> Option<Query<'a>> {
        let names = self.file.module.names();
        let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return None };
        let mut assigned: Vec<(&Node<'a>, &'a Expr)> = Vec::new();
        let mut others = 0;
        for id in bindings {
            let binding = names.binding(*id);
            let node = self.outline.exactly(binding.statement);
            match (&binding.kind, node.map(|node| (node, node.stmt))) {
                (BindingKind::Assignment(value), Some((node, Stmt::Assign(assign))))
                    if assign.value.range() == *value =>
                {
                    assigned.push((node, &assign.value));
                }
                (BindingKind::Assignment(value), Some((node, Stmt::AnnAssign(assign)))) => {
                    match &assign.value {
                        Some(found) if found.range() == *value => assigned.push((node, found)),
                        _ => others += 1,
                    }
                }
                (BindingKind::Other, Some((node, Stmt::AugAssign(assign)))) => {
                    assigned.push((node, &assign.value));
                }
                _ => others += 1,
            }
        }
        let is_first = |node: &Node<'_>| !node.stmt.is_aug_assign_stmt();
        let (first, value) = *assigned.first().filter(|(node, _)| is_first(node))?;
        // Each value that may be sent has to be looked at, though only the first is shown.
        let others_compose = assigned.iter().skip(1).any(|(node, value)| is_first(node) && is_dynamic(value));
        let read = self.composed(call, value, false);
        if read.is_none() && assigned.iter().any(|(_, value)| sources::comes_from_sql(self.file, value)) {
            let first = assigned.iter().find(|(_, value)| sources::comes_from_sql(self.file, value));
            return Some(unread(call, first.map_or(value, |(_, value)| value)));
        }
        let mut query = read.or_else(|| {
            // The first part may be constant and what is added to it not.
            let mut template = Template::default();
            template.add(self.file.module, value).ok()?;
            Some(Query {
                range: value.range(),
                expr: value,
                template,
                unreadable: None,
                added: Vec::new(),
                text: None,
                uses: vec![call],
                variable: None,
            })
        })?;
        query.uses = vec![call];
        let ordinal = |node: &Node<'_>| (node.parent, node.part.ordinal());
        let is_straight = others == 0
            && assigned.iter().all(|(node, _)| ordinal(node) == ordinal(first))
            && assigned.iter().skip(1).all(|(node, _)| !is_first(node));
        for (_, added) in assigned.iter().skip(1) {
            if query.template.add(self.file.module, added).is_err() {
                // A part that cannot be read is a hole.
                query.unreadable = query.unreadable.or(Some(Unreadable::Dynamic));
                query.added.push(added);
            }
        }
        if query.unreadable.is_none() && query.template.is_constant() && !others_compose {
            return None;
        }
        query.variable = Some(Variable {
            name: name.id.to_string(),
            obstacle: (!is_straight).then_some(Obstacle::SeveralDefinitions),
        });
        let last = assigned.last().map_or(first.stmt.end(), |(node, _)| node.stmt.end());
        if is_straight && (name.start() < last || query.text.is_some() && assigned.len() > 1) {
            query.variable =
                Some(Variable { name: name.id.to_string(), obstacle: Some(Obstacle::SeveralDefinitions) });
        }
        Some(query)
    }

    /// Looks at everything that uses a query's variable, and at whether its values are still the same there.
    fn check_variable(&self, query: &mut Query<'a>) {
        let Some(Variable { name, obstacle: None }) = &query.variable else { return };
        let obstacle = self.escape(query, name).or_else(|| self.changed(query));
        if let Some(variable) = &mut query.variable {
            variable.obstacle = obstacle;
        }
    }

    fn escape(&self, query: &Query<'a>, name: &str) -> Option<Obstacle> {
        let names = self.file.module.names();
        let place = names.scope_at(query.range.start());
        let Resolution::Bound(scope, _) = names.resolve(name, place) else { return Some(Obstacle::Escapes) };
        let logs = self.logs.get_or_init(|| {
            let mut logs = Logs { ranges: Vec::new() };
            logs.visit_body(self.file.module.body());
            logs.ranges
        });
        for reference in names.references().iter().filter(|reference| reference.name == name) {
            if !matches!(names.resolve(name, reference.scope), Resolution::Bound(found, _) if found == scope)
            {
                continue;
            }
            let is_sent = reference.scope == scope
                && query.uses.iter().any(|call| is_query_argument(self.file, call, reference.range));
            let is_logged = logs.iter().any(|range| range.contains_range(reference.range));
            let is_extended = self
                .outline
                .innermost(reference.range.start())
                .and_then(|id| self.outline.node(id).stmt.as_aug_assign_stmt())
                .is_some_and(|assign| assign.target.range() == reference.range);
            if !is_sent && !is_logged && !is_extended {
                return Some(Obstacle::Escapes);
            }
        }
        (scope == Names::MODULE && query.uses.iter().any(|call| names.scope_at(call.start()) != scope))
            .then_some(Obstacle::Escapes)
    }

    /// Whether a value of the query may be another one where the query is sent.
    fn changed(&self, query: &Query<'a>) -> Option<Obstacle> {
        let names = self.file.module.names();
        for hole in query.template.holes() {
            if calls_something(hole.expr) {
                return Some(Obstacle::ValuesAreCalls);
            }
            let is_whole = hole.expr.is_name_expr()
                && !self.is_collection(hole.expr)
                && !self.is_global(query, hole.expr);
            for call in query.uses.iter().filter(|_| !is_whole) {
                let until = self.loop_end(query.range.start(), call.start()).max(call.start());
                let between = TextRange::new(query.range.end().min(until), until);
                let mut changes = Changes { between, uses: &query.uses, found: false };
                changes.visit_body(self.file.module.body());
                if changes.found {
                    return Some(Obstacle::ValuesChange);
                }
            }
            for reference in names.references_in(hole.expr.range()) {
                let Resolution::Bound(_, bindings) = names.resolve(&reference.name, reference.scope) else {
                    continue;
                };
                for call in &query.uses {
                    let until = self.loop_end(query.range.start(), call.start()).max(call.start());
                    let between = TextRange::new(hole.expr.end().min(until), until);
                    if bindings.iter().any(|id| between.contains_range(names.binding(*id).range)) {
                        return Some(Obstacle::ValuesChange);
                    }
                }
            }
        }
        None
    }

    /// Whether functions that are called in between may give the name another value.
    fn is_global(&self, query: &Query<'a>, expr: &Expr) -> bool {
        let names = self.file.module.names();
        let in_function = names.scope_at(query.range.start()) != Names::MODULE;
        in_function
            && expr.as_name_expr().is_some_and(|name| {
                matches!(names.resolve_name(name), Resolution::Bound(scope, bindings)
                    if scope == Names::MODULE && bindings.len() > 1)
            })
    }

    /// Whether the name may hold something that changes under it: the joined elements of a list, say.
    fn is_collection(&self, expr: &Expr) -> bool {
        super::origins::any(self.file, expr, &mut |part| {
            part.as_call_expr().is_some_and(|call| calls::called_name(call) == Some("join"))
        })
    }

    /// The end of the outermost loop around `used` that does not hold `composed`: what is bound anywhere in it may
    /// be bound before the use.
    fn loop_end(&self, composed: TextSize, used: TextSize) -> TextSize {
        let ancestors = |id: NodeId| self.outline.ancestors(id);
        self.outline
            .innermost(used)
            .into_iter()
            .flat_map(ancestors)
            .filter(|node| matches!(node.stmt, Stmt::For(_) | Stmt::While(_)))
            .filter(|node| !node.stmt.range().contains(composed))
            .map(|node| node.stmt.end())
            .max()
            .unwrap_or(used)
    }
}

/// A query that is found and cannot be read.
fn unread<'a>(call: &'a ExprCall, expr: &'a Expr) -> Query<'a> {
    Query {
        range: expr.range(),
        expr,
        template: Template::default(),
        unreadable: Some(Unreadable::NotComposed),
        added: Vec::new(),
        text: None,
        uses: vec![call],
        variable: None,
    }
}

/// Whether a string is written here with something put into it.
pub fn is_dynamic(expr: &Expr) -> bool {
    match expr {
        Expr::FString(string) => string.value.elements().any(InterpolatedStringElement::is_interpolation),
        _ => is_string(expr) && !expr.is_string_literal_expr(),
    }
}

/// Whether the range is an argument of the call itself, or that of a `text()` which is.
fn is_query_argument(file: &FileView<'_>, call: &ExprCall, range: TextRange) -> bool {
    let arguments =
        call.arguments.args.iter().chain(call.arguments.keywords.iter().map(|keyword| &keyword.value));
    arguments.into_iter().any(|argument| {
        argument.range() == range
            || calls::text_call(file, argument).is_some_and(|(_, inner)| inner.range() == range)
    })
}

/// Calls whose result is the same whenever they are made.
const STEADY: &[&str] = &[
    "str",
    "int",
    "float",
    "len",
    "repr",
    "tuple",
    "list",
    "map",
    "sorted",
    "lower",
    "upper",
    "strip",
    "join",
    "isoformat",
];

/// Whether a call by this name gives the same whenever it is made.
pub fn is_steady(name: &str) -> bool {
    STEADY.contains(&name)
}

pub fn calls_something(expr: &Expr) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= match expr {
                Expr::Call(call) => !calls::called_name(call).is_some_and(|name| STEADY.contains(&name)),
                Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Named(_) => true,
                _ => false,
            };
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search(false);
    search.visit_expr(expr);
    search.0
}

/// Statements that may change an object between two places: assignments to its parts, and calls of anything but what
/// leads to a database or writes a log.
struct Changes<'u, 'a> {
    between: TextRange,
    uses: &'u [&'a ExprCall],
    found: bool,
}

/// Calls that change nothing that a query is composed of.
const HARMLESS: &[&str] = &[
    "cursor",
    "connect",
    "connection",
    "get_connection",
    "acquire",
    "begin",
    "commit",
    "rollback",
    "session",
    "Session",
    "transaction",
    "text",
    "isoformat",
    "strftime",
    "get_db",
    "get_conn",
    "fetchone",
    "fetchall",
    "close",
    "time",
    "perf_counter",
    "monotonic",
];

impl<'a> Visitor<'a> for Changes<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.found || !touches(stmt.range(), self.between) {
            return;
        }
        let parts = |target: &Expr| matches!(target, Expr::Attribute(_) | Expr::Subscript(_));
        let inside = |range: TextRange| touches(range, self.between);
        self.found |= match stmt {
            Stmt::Assign(assign) => inside(assign.range()) && assign.targets.iter().any(parts),
            Stmt::AugAssign(assign) => inside(assign.range()) && parts(&assign.target),
            Stmt::Delete(delete) => inside(delete.range()) && delete.targets.iter().any(parts),
            _ => false,
        };
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if !touches(expr.range(), self.between) {
            return;
        }
        if let Expr::Call(call) = expr
            && self.between.contains_range(call.range())
        {
            let name = calls::called_name(call).unwrap_or_default();
            let is_use = self.uses.iter().any(|used| used.range() == call.range());
            self.found |=
                !is_use && !is_steady(name) && !HARMLESS.contains(&name) && !LOGGING.contains(&name);
        }
        visitor::walk_expr(self, expr);
    }
}

fn touches(range: TextRange, between: TextRange) -> bool {
    range.start() < between.end() && between.start() < range.end()
}

/// The arguments of calls that write a log, which may show the query.
struct Logs {
    ranges: Vec<TextRange>,
}

const LOGGING: &[&str] =
    &["debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print", "trace"];

impl<'a> Visitor<'a> for Logs {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && calls::called_name(call).is_some_and(|name| LOGGING.contains(&name))
        {
            self.ranges.push(call.arguments.range());
        }
        visitor::walk_expr(self, expr);
    }
}
