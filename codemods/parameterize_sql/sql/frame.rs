//! The frames of the walk, and what a parenthesis opens.

use super::tokens::Kind;
use super::walk::Walk;
use super::words::{AGGREGATES, COLUMN_LISTS, Clause, Expect, FUNCTIONS, PATTERN_WORDS, is_keyword};
use super::{NameKind, ValueContext, Verb};

/// One open parenthesis, or the statement itself.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub role: Role,
    pub clause: Clause,
    /// What is due at the start of each element that commas part.
    pub item: Expect,
    /// What is due now, if `done` is false.
    pub expect: Expect,
    /// An operand, a name or a row has been read.
    pub done: bool,
    /// The index of the opening token.
    pub open: Option<usize>,
    /// A column may stand in this call just as well as a value.
    pub column: bool,
    /// Where an expression has to equal one of the select list: in `GROUP BY`, and in `ORDER BY` behind `DISTINCT`.
    pub grouped: bool,
    /// A `SELECT DISTINCT`.
    pub distinct: bool,
    /// There are several items in it.
    pub is_row: bool,
    /// The operand that has been read is a row, `(a, b)`; of a list behind `IN`, its left side.
    pub row_read: bool,
    /// The left side of the assignment holds a hole.
    pub target_hole: bool,
    /// `BETWEEN`s that wait for their `AND`.
    pub between: usize,
    /// What each open `CASE` stands for, and whether it compares with an operand of its own.
    pub cases: Vec<(Expect, bool)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Statement,
    Group,
    Arguments,
    Cast,
    InList,
    Names,
    Row,
    Definitions,
    Array,
}

impl Frame {
    pub fn new(role: Role, item: Expect, open: Option<usize>) -> Self {
        let clause = if role == Role::Statement { Clause::Head } else { Clause::Expression };
        let (expect, cases) = (item.clone(), Vec::new());
        Self {
            role,
            clause,
            item,
            expect,
            done: false,
            open,
            column: false,
            grouped: false,
            distinct: false,
            is_row: false,
            row_read: false,
            target_hole: false,
            between: 0,
            cases,
        }
    }

    pub fn set(&mut self, expect: Expect) {
        (self.expect, self.done, self.row_read) = (expect, false, false);
    }

    pub fn begin(&mut self, expect: Expect, clause: Clause) {
        self.grouped = expect == Expect::Group || expect == Expect::Order && self.distinct;
        (self.clause, self.item) = (clause, expect.clone());
        self.set(expect);
    }

    /// A column may stand here just as well as a value.
    pub fn column_is_due(&self) -> bool {
        match &self.expect {
            Expect::Select { from } => *from,
            Expect::Condition | Expect::Order | Expect::Group | Expect::Unclear(_) | Expect::Column => true,
            Expect::Value(ValueContext::Argument { .. } | ValueContext::Cast | ValueContext::Expression) => {
                self.column
            }
            Expect::Value(ValueContext::Assignment) => self.target_hole,
            _ => false,
        }
    }
}

/// The columns of an `INSERT`: how many, and how many holes are among them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub count: usize,
    pub holes: usize,
}

impl Walk<'_> {
    /// The function whose parenthesis is open.
    pub fn function(&self) -> String {
        let open = self.frames.last().and_then(|frame| frame.open);
        open.map_or(String::new(), |open| short(self.word(open, -1)))
    }

    pub fn open(&mut self, at: usize) {
        let grouped = self.frame().grouped;
        let mut frame = self.frame_of(at);
        frame.grouped = grouped && frame.role != Role::Statement;
        self.frames.push(frame);
        self.type_due = false;
    }

    fn frame_of(&mut self, at: usize) -> Frame {
        let (prev, next) = (self.word(at, -1), self.word(at, 1));
        let names = |role| Frame::new(role, Expect::Column, Some(at));
        let query = Frame::new(Role::Statement, Expect::Statement, Some(at));
        let group = self.outline.group(Some(at));
        let (is_ddl, object, is_pragma) =
            (self.verb == Some(Verb::Ddl), self.object, self.verb == Some(Verb::Pragma));
        let (function, kind, before) = (short(self.word(at, -1)), self.kind(at, -1), self.word(at, -2));
        let callable = matches!(kind, Some(Kind::Name(_) | Kind::Atom))
            || (!prev.is_empty() && (!is_keyword(prev) || FUNCTIONS.contains(&prev)));
        let (pragma, columns_known) = (self.pragma.clone(), self.columns.is_some());
        let frame = self.frame();
        if matches!(next, "select" | "with") || (next == "values" && frame.expect != Expect::Rows) {
            return query;
        }
        let called = |frame: &Frame, expect: Expect| {
            let mut called = Frame::new(Role::Arguments, expect, Some(at));
            called.column = frame.column_is_due();
            called
        };
        if matches!(prev, "exists" | "materialized")
            || (prev == "as" && matches!(frame.clause, Clause::With | Clause::Ddl))
        {
            return query;
        }
        if prev == "in" {
            let item = Expect::Value(ValueContext::InList { alone: false });
            let row_read = frame.row_read;
            return Frame { row_read, ..Frame::new(Role::InList, item, Some(at)) };
        }
        if is_pragma && frame.clause == Clause::Pragma {
            return Frame::new(Role::Arguments, Expect::Name(NameKind::PragmaArgument { pragma }), Some(at));
        }
        if frame.expect == Expect::Statement && !frame.done && (prev.is_empty() || is_keyword(prev)) {
            return query;
        }
        if prev == "values" && frame.clause == Clause::Set {
            return Frame::new(Role::Names, Expect::Name(NameKind::Column), Some(at));
        }
        if frame.expect == Expect::Rows && !frame.done {
            return Frame::new(Role::Row, Expect::Value(ValueContext::Values), Some(at));
        }
        if matches!(prev, "check" | "filter" | "when") {
            return Frame::new(Role::Group, Expect::Condition, Some(at));
        }
        if prev == "over" || (prev == "as" && frame.clause != Clause::Select) {
            return Frame::new(Role::Group, Expect::Other, Some(at));
        }
        if prev == "top" {
            return Frame::new(Role::Group, Expect::Value(ValueContext::Limit), Some(at));
        }
        if matches!(prev, "cast" | "try_cast" | "safe_cast") {
            let mut cast = called(frame, Expect::Value(ValueContext::Cast));
            cast.role = Role::Cast;
            return cast;
        }
        if COLUMN_LISTS.contains(&prev) || (prev == "on" && before == "distinct") {
            return names(Role::Names);
        }
        if frame.clause == Clause::Into
            && self.frames.len() == 1
            && (self.frame().done || is_keyword(prev) && !matches!(prev, "into" | "copy"))
        {
            if !columns_known && matches!(self.verb, Some(Verb::Insert | Verb::Replace | Verb::Merge)) {
                let close = group.close.unwrap_or(self.tokens.len());
                let inside = self.tokens[at..close].iter();
                let holes = inside.filter(|token| token.kind == Kind::Atom).count();
                self.columns = Some(Columns { count: group.items, holes });
            }
            return names(Role::Names);
        }
        let frame = self.frame();
        if frame.clause == Clause::With {
            return names(Role::Names);
        }
        if is_ddl && frame.clause == Clause::Ddl && frame.role != Role::Definitions {
            let defines = object == "table" && self.frames.len() == 1;
            return names(if defines { Role::Definitions } else { Role::Names });
        }
        if callable
            && (frame.done
                || FUNCTIONS.contains(&prev)
                || frame.clause == Clause::Call
                || frame.expect == Expect::Statement)
        {
            let expect = if PATTERN_WORDS.contains(&prev) && prev != "against" {
                Expect::Column
            } else if prev == "against" {
                Expect::Value(ValueContext::Like { operator: function })
            } else if AGGREGATES.contains(&prev)
                || (prev.is_empty() && frame.expect == (Expect::Select { from: true }))
            {
                Expect::Select { from: true }
            } else if prev == "extract" {
                Expect::Keyword
            } else {
                Expect::Value(ValueContext::Argument { function })
            };
            return called(frame, expect);
        }
        if matches!(frame.expect, Expect::Name(NameKind::Table) | Expect::Statement) && !frame.done {
            return query;
        }
        let mut inner =
            Frame::new(Role::Group, if frame.done { Expect::Other } else { frame.expect.clone() }, Some(at));
        (inner.clause, inner.column, inner.target_hole) = (frame.clause, frame.column, frame.target_hole);
        inner
    }

    pub fn open_bracket(&mut self, at: usize) {
        let subscript =
            self.frame().done && self.word(at, -1) != "array" && at > 0 && self.tokens[at - 1].ends_operand();
        let context = if subscript { ValueContext::Subscript } else { ValueContext::Array { alone: false } };
        self.frames.push(Frame::new(Role::Array, Expect::Value(context), Some(at)));
    }
}

/// The name of a function or pragma; none has more than 128 characters, and a bound keeps the walk linear.
pub(super) fn short(name: &str) -> String {
    if name.len() > 128 { String::new() } else { name.to_owned() }
}
