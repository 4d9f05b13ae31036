//! What sends queries in a file: methods of drivers, functions of the project, the names that the file gives to these, and
//! what is handed to another function together with its query.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use overhaul_engine::FileView;
use overhaul_python::Ranged;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Alias, Expr, ExprCall, Keyword, Stmt};

use super::data::DRIVERS;
use super::survey::{Conclusion, QUERY_KEYWORDS, is_telling};
use crate::scan::{may_be_given, may_be_meant};

/// Names of sinks that much else has that is not called, attributes above all.
const ATTRIBUTES: &[&str] =
    &["cursor", "sql", "SQL", "query", "scalar", "scalars", "stream", "fetchone", "fetchmany", "fetchall"];

/// Whether such a name says something where it is not called.
fn is_telling_alone(name: &str) -> bool {
    is_telling(name) && !ATTRIBUTES.contains(&name)
}

pub struct Senders<'k> {
    known: &'k Conclusion,
    /// The names that the file gives to other senders.
    aliases: BTreeSet<String>,
}

impl<'k> Senders<'k> {
    pub fn new(file: &FileView<'_>, known: &'k Conclusion) -> Self {
        let mut senders = Self { known, aliases: BTreeSet::new() };
        if may_be_renamed(file.module.text().as_bytes(), Some(known)) {
            let mut renamed = Renamed { senders: &senders, names: BTreeSet::new() };
            renamed.visit_body(file.module.body());
            senders.aliases = renamed.names;
        }
        senders
    }

    /// The calls of a module that may send a query.
    pub fn calls<'a>(&self, file: &FileView<'a>) -> Vec<&'a ExprCall> {
        let mut found = Calls { senders: self, calls: Vec::new() };
        found.visit_body(file.module.body());
        found.calls
    }

    /// A call as one that sends a query: by what it calls, or by what it hands on in front of the query.
    pub fn of<'a>(&self, call: &'a ExprCall) -> Option<Sent<'a>> {
        if name(&call.func).is_some_and(|name| self.is_sender(name)) {
            return Some(Sent { call, sender: &call.func });
        }
        let (_, before) = call.arguments.args.split_last().unwrap_or((&call.func, &[]));
        let wrapped = call.func.as_call_expr().filter(|_| !call.arguments.is_empty());
        let wrapped = wrapped.map_or(&[][..], |call| &call.arguments.args);
        let sender = before.iter().chain(wrapped).find(|argument| self.is_meant(argument))?;
        Some(Sent { call, sender })
    }

    fn is_sender(&self, name: &str) -> bool {
        DRIVERS.is_method(name) || self.known.is_wrapper(name) || self.aliases.contains(name)
    }

    /// Whether an expression stands for a sender, and does not call it.
    fn is_meant(&self, expr: &Expr) -> bool {
        name(expr).is_some_and(|name| self.is_sender(name) && is_telling_alone(name))
    }
}

/// A call that may send a query.
pub struct Sent<'a> {
    pub call: &'a ExprCall,
    /// What is called, or handed on to another function.
    pub sender: &'a Expr,
}

impl<'a> Sent<'a> {
    pub fn is_handed(&self) -> bool {
        self.sender.range() != self.call.func.range()
    }

    /// The argument behind what is handed on; the first one, or that of a keyword, of other calls.
    pub fn query(&self) -> Option<&'a Expr> {
        let arguments = &self.call.arguments;
        let handed = arguments.args.iter().position(|argument| argument.range() == self.sender.range());
        arguments.args.get(handed.map_or(0, |at| at + 1)).or_else(|| {
            let is_query = |keyword: &&Keyword| {
                keyword.arg.as_ref().is_some_and(|arg| QUERY_KEYWORDS.contains(&arg.as_str()))
            };
            arguments.keywords.iter().find(is_query).map(|keyword| &keyword.value)
        })
    }
}

/// The name, or the last part, of what is called or handed on.
pub fn name(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Name(name) => Some(&name.id),
        Expr::Attribute(attribute) => Some(&attribute.attr),
        _ => None,
    }
}

/// Whether some call that is given anything may send a query, by the text alone.
pub fn may_send(bytes: &[u8], known: Option<&Conclusion>) -> bool {
    any_name(known, |names| {
        let mut found = names.find_iter(bytes).map(|found| found.range());
        found.any(|name| may_be_given(bytes, name.clone()) || is_meant_at(bytes, name))
    })
}

/// Whether a sender may be given another name, or be handed on.
pub fn may_be_renamed(bytes: &[u8], known: Option<&Conclusion>) -> bool {
    any_name(known, |names| names.find_iter(bytes).any(|found| is_meant_at(bytes, found.range())))
}

/// Looks for the names of drivers and of the project.
fn any_name(known: Option<&Conclusion>, look: impl Fn(&AhoCorasick) -> bool) -> bool {
    DRIVERS.call_names().is_none_or(&look) || known.is_some_and(|known| known.call_names().is_none_or(&look))
}

fn is_meant_at(bytes: &[u8], name: Range<usize>) -> bool {
    std::str::from_utf8(&bytes[name.clone()]).is_ok_and(is_telling_alone) && may_be_meant(bytes, name)
}

struct Renamed<'s, 'k> {
    senders: &'s Senders<'k>,
    names: BTreeSet<String>,
}

impl Renamed<'_, '_> {
    /// Whether an expression, or what it chooses, stands for a sender.
    fn is_sender(&self, expr: &Expr) -> bool {
        match expr {
            Expr::If(choice) => self.is_sender(&choice.body) || self.is_sender(&choice.orelse),
            Expr::BoolOp(choice) => choice.values.iter().any(|value| self.is_sender(value)),
            Expr::Named(named) => self.is_sender(&named.value),
            expr => self.senders.is_meant(expr),
        }
    }
}

impl<'a> Visitor<'a> for Renamed<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Assign(assign) if self.is_sender(&assign.value) => {
                self.names.extend(assign.targets.iter().filter_map(name).map(str::to_owned));
            }
            Stmt::AnnAssign(assign) if assign.value.as_ref().is_some_and(|value| self.is_sender(value)) => {
                self.names.extend(name(&assign.target).map(str::to_owned));
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_alias(&mut self, alias: &'a Alias) {
        let is_sender = self.senders.is_sender(&alias.name);
        self.names.extend(alias.asname.iter().filter(|_| is_sender).map(ToString::to_string));
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Named(named) = expr
            && self.is_sender(&named.value)
        {
            self.names.extend(name(&named.target).map(str::to_owned));
        }
        visitor::walk_expr(self, expr);
    }
}

struct Calls<'s, 'k, 'a> {
    senders: &'s Senders<'k>,
    calls: Vec<&'a ExprCall>,
}

impl<'a> Visitor<'a> for Calls<'_, '_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && self.senders.of(call).is_some()
        {
            self.calls.push(call);
        }
        visitor::walk_expr(self, expr);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_call_is_seen_in_the_text_however_it_is_written() {
        let may_send = |text: &str| super::may_send(text.as_bytes(), None);
        for text in [
            "c.execute(q)",
            "execute (q)",
            "(c.execute)(q)",
            "c.execute \\\n  (q)",
            "(c.executemany # all\n (q))",
            "{c.fetch\t(q)}",
            "\u{feff}execute(q)",
            "send = c.execute",
            "to_thread(c.execute, q)",
        ] {
            assert!(may_send(text), "{text:?}");
        }
        for text in [
            "c.execute()",
            "def execute(q): ...",
            "c.executes(q)",
            "c.re_execute(q)",
            "c.execute = 1",
            "exécute(q)",
        ] {
            assert!(!may_send(text), "{text:?}");
        }
    }
}
