//! What stands at a hole, from the state of the walk and the tokens around it.

use super::frame::Role;
use super::tokens::Kind;
use super::walk::Walk;
use super::words::{COMPARISONS, Clause, Expect, JSON, PATTERN_SIGNS, PATTERN_WORDS, TYPES, is_keyword};
use super::{Dialect, FragmentKind, Literal, NameKind, Place, Quote, ValueContext, Verb};

const GLUED: Place = Place::Unknown { why: "glued to text, a number or another hole" };
const NO_OPERAND: Place = Place::Unknown { why: "no operand is due here" };

fn fragment(what: FragmentKind) -> Place {
    Place::Fragment { what }
}

fn unknown(why: &'static str) -> Place {
    Place::Unknown { why }
}

fn value(context: ValueContext) -> Place {
    Place::Value { context }
}

/// What qualifies a name of a kind.
fn parent(kind: &NameKind) -> NameKind {
    match kind {
        NameKind::Column => NameKind::Table,
        NameKind::Schema => NameKind::Database,
        NameKind::Alias | NameKind::Database => NameKind::Other,
        _ => NameKind::Schema,
    }
}

impl Walk<'_> {
    /// States the places of the holes in a token.
    /// True where they make an operand.
    pub fn hole(&mut self, at: usize, dotted: bool) -> bool {
        let token = &self.tokens[at];
        let place = match token.kind {
            Kind::Text { double } => self.literal(at, double),
            Kind::Name(quote) => self.quoted_name(at, quote, dotted),
            _ if token.is_lone() => self.lone(at, dotted),
            _ => self.glued(at, dotted),
        };
        let may_be_parameter = matches!(
            place,
            Place::Value { .. } | Place::Quoted(_) | Place::QuotedWith(_) | Place::Unknown { .. }
        );
        let place = if may_be_parameter && self.frame().grouped {
            unknown("in GROUP BY or behind DISTINCT, where a parameter equals nothing in the select list")
        } else {
            place
        };
        let frame = self.frame();
        let place = if may_be_parameter && frame.role == Role::InList && frame.row_read {
            unknown("the left side of IN is a row, and so is what stands there")
        } else {
            place
        };
        let is_operator = place == fragment(FragmentKind::Operator);
        self.places[token.holes.clone()].fill(place);
        if is_operator {
            let frame = self.frame();
            (frame.expect, frame.done) = (Expect::Unclear("behind a hole for an operator"), false);
        }
        !is_operator
    }

    fn alone(&mut self, at: usize) -> bool {
        let open = self.frame().open;
        let before = at.checked_sub(1).is_some_and(|before| open == Some(before));
        before && matches!(self.kind(at, 1), Some(Kind::Close | Kind::CloseBracket))
    }

    /// The context of a value that stands where the walk is.
    fn context(&mut self, at: usize) -> ValueContext {
        let alone = self.alone(at);
        if self.sign(at + 1) == "::" {
            return ValueContext::Cast;
        }
        match &self.frame().expect {
            Expect::Value(ValueContext::InList { .. }) => ValueContext::InList { alone },
            Expect::Value(ValueContext::Array { .. }) => ValueContext::Array { alone },
            Expect::Value(context) => context.clone(),
            _ => ValueContext::Expression,
        }
    }

    fn literal(&mut self, at: usize, double: bool) -> Place {
        let token = &self.tokens[at];
        let adjacent = matches!(self.kind(at, 1), Some(Kind::Text { .. }))
            || (at > 0 && matches!(self.kind(at, -1), Some(Kind::Text { .. })));
        if adjacent {
            return unknown("literals side by side are one, or a literal and an alias");
        }
        if !self.frame().done && self.frame().expect == Expect::Keyword {
            return fragment(FragmentKind::Keyword);
        }
        let (word, before) = (self.word(at, -1), self.word(at, -3));
        let is_type = TYPES.contains(&word) || (word == "zone" && before != "at");
        let done = self.frame().done;
        if !done
            && !is_type
            && let Expect::Name(kind) = self.frame().expect.clone()
        {
            let qualified = self.dotted_name(at);
            let quote = Some(if double { Quote::Double } else { Quote::Single });
            return Place::Name { quote, part: !token.is_lone(), kind, qualified };
        }
        if self.type_due || (done && word.is_empty()) {
            return NO_OPERAND;
        }
        let (start, end) = self.lexed.positions(&(token.quote..token.range.end));
        let prefix = match &token.prefix {
            Some(prefix) => Some(prefix.clone()),
            None if is_type || (done && !is_keyword(word)) => Some(word.to_owned()),
            None => None,
        };
        let (context, id) = (self.context(at), self.literals);
        self.literals += 1;
        let literal = Literal { id, prefix, start, end, context, has_escapes: token.has_escapes, double };
        if token.is_lone() { Place::Quoted(literal) } else { Place::QuotedWith(literal) }
    }

    fn dotted_name(&self, at: usize) -> bool {
        self.kind(at, 1) == Some(Kind::Dot) || self.kind(at, -1) == Some(Kind::Dot)
    }

    /// A name where the walk is, as one element of its chain of dots.
    fn name(&mut self, at: usize, quote: Option<Quote>, part: bool, last: NameKind) -> Place {
        let (mut kind, mut next) = (last, at + 1);
        let mut dots = 0;
        while dots < 3 && self.kind(next, 0) == Some(Kind::Dot) {
            (dots, next) = (dots + 1, next + 2);
        }
        if kind == NameKind::Column && self.kind(next, 0) == Some(Kind::Open) {
            kind = NameKind::Function;
        }
        for _ in 0..dots {
            kind = parent(&kind);
        }
        Place::Name { quote, part, kind, qualified: self.dotted_name(at) }
    }

    /// The kind that a name has where the walk is.
    fn kind_due(&mut self) -> NameKind {
        match &self.frame().expect {
            Expect::Name(kind) => kind.clone(),
            Expect::Statement => NameKind::Other,
            _ => NameKind::Column,
        }
    }

    fn quoted_name(&mut self, at: usize, quote: Quote, dotted: bool) -> Place {
        let part = !self.tokens[at].is_lone();
        let glued_next = self.tokens.get(at + 1).is_some_and(|next| next.glued && next.kind == Kind::Atom);
        let (done, prev, next) = (self.frame().done && !dotted, self.word(at, -1), self.kind(at, 1));
        if done {
            let alias = matches!(self.frame().clause, Clause::Select | Clause::Tables);
            let place = Place::Name { quote: Some(quote), part, kind: NameKind::Alias, qualified: false };
            return if alias && !prev.is_empty() || matches!(self.kind(at, -1), Some(Kind::Close)) {
                place
            } else {
                NO_OPERAND
            };
        }
        if glued_next || self.type_due {
            return GLUED;
        }
        let is_value = matches!(&self.frame().expect, Expect::Value(_)) && !dotted && next != Some(Kind::Dot);
        if quote == Quote::Double && is_value && matches!(self.dialect, Dialect::Sqlite | Dialect::Any) {
            return unknown("double quotes hold a name or, in some dialects, a string");
        }
        let kind = self.kind_due();
        self.name(at, Some(quote), part, kind)
    }

    /// A token of holes and text.
    fn glued(&mut self, at: usize, dotted: bool) -> Place {
        let token = &self.tokens[at];
        let (start, end) = (token.range.start, token.range.end);
        let named = token.range.clone().any(|at| self.lexed.is_letter(at));
        let digit = self.lexed.is_word(start) && !self.lexed.is_letter(start);
        let keyword = is_keyword(&token.word) && !token.word.contains('_');
        if keyword && (self.lexed.is_hole(end - 1) || self.lexed.is_hole(start)) && token.holes.len() == 1 {
            return unknown("glued to a keyword");
        }
        if !named || (digit && !dotted) || self.type_due {
            return GLUED;
        }
        let frame = self.frame();
        if frame.done && !dotted {
            return NO_OPERAND;
        }
        let is_name = matches!(frame.expect, Expect::Name(_));
        let open_end = !is_name || frame.clause == Clause::Tables;
        let ends_open = self.lexed.is_hole(end - 1)
            && (self.lexed.is_hole(end - 2)
                || (self.lexed.is_word(end - 2) && !self.lexed.is_underscore(end - 2)));
        let closed = matches!(self.kind(at, 1), Some(Kind::Dot | Kind::Open))
            || matches!(self.word(at, 1), "as" | "set");
        if open_end && ends_open && !closed {
            return unknown("the rest of a name, or a clause behind it");
        }
        if matches!(
            self.frame().expect,
            Expect::Statement | Expect::Keyword | Expect::Other | Expect::Rows | Expect::Set
        ) {
            return unknown("glued to text where no name is due");
        }
        let kind = self.kind_due();
        self.name(at, None, true, kind)
    }

    /// A hole with nothing glued to it.
    fn lone(&mut self, at: usize, dotted: bool) -> Place {
        let next = self.tokens.get(at + 1);
        if next.is_some_and(|next| {
            next.glued && matches!(next.kind, Kind::Text { .. } | Kind::Name(_) | Kind::Placeholder)
        }) {
            return GLUED;
        }
        if self.type_due {
            return fragment(FragmentKind::Keyword);
        }
        if dotted {
            let kind = self.kind_due();
            return self.name(at, None, false, kind);
        }
        if self.frame().done {
            return self.behind_operand(at);
        }
        let dot = self.kind(at, 1) == Some(Kind::Dot);
        let call = self.kind(at, 1) == Some(Kind::Open);
        let expect = self.frame().expect.clone();
        if TYPES.contains(&self.word(at, -1)) && expect != Expect::Value(ValueContext::Interval) {
            return unknown("behind a word of a type");
        }
        match expect {
            Expect::Name(kind) => self.due_name(at, kind),
            Expect::Rows => fragment(FragmentKind::ValuesRow),
            Expect::Set => fragment(FragmentKind::InTuple),
            Expect::Statement => fragment(FragmentKind::Statement),
            Expect::Keyword => fragment(FragmentKind::Keyword),
            Expect::Other => fragment(FragmentKind::Other),
            _ if dot || call => self.name(at, None, false, NameKind::Column),
            Expect::Unclear(why) => unknown(why),
            Expect::Column => self.list_column(at),
            Expect::Target if COMPARISONS.contains(&self.sign(at + 1)) => {
                self.name(at, None, false, NameKind::Column)
            }
            Expect::Target => fragment(FragmentKind::Other),
            Expect::Order => fragment(FragmentKind::OrderBy),
            Expect::Group => fragment(FragmentKind::ColumnList),
            Expect::Select { from: true } => fragment(FragmentKind::ColumnList),
            Expect::Select { from: false } => {
                let whole =
                    matches!(self.word(at, -1), "select" | "distinct" | "all") && self.ends_clause(at + 1);
                if whole {
                    unknown("a value, an expression or a list of columns")
                } else {
                    value(self.context(at))
                }
            }
            Expect::Condition => self.condition(at),
            Expect::Value(context) => self.value(at, &context),
        }
    }

    fn due_name(&mut self, at: usize, kind: NameKind) -> Place {
        if matches!(self.word(at, 1), "into" | "table" | "join" | "view" | "index") {
            return fragment(FragmentKind::Keyword);
        }
        // Behind ADD stands a definition rather than a name, unless a type follows.
        let adds =
            self.word(at, -1) == "add" || (self.word(at, -1) == "column" && self.word(at, -2) == "add");
        if adds && kind == NameKind::Column && self.ends_clause(at + 1) {
            return fragment(FragmentKind::Other);
        }
        self.name(at, None, false, kind)
    }

    /// A hole in a list of columns, or of their definitions.
    fn list_column(&mut self, at: usize) -> Place {
        let (open, role) = (self.frame().open.unwrap_or(at), self.frame().role);
        let starts = open + 1 == at || self.kind(at, -1) == Some(Kind::Comma);
        let ends = matches!(self.kind(at, 1), Some(Kind::Close | Kind::Comma) | None);
        if role == Role::Definitions && starts && ends {
            return fragment(FragmentKind::ColumnList);
        }
        // One hole at the end may be the rest of the list.
        let last = self.kind(at, 1) == Some(Kind::Close);
        if starts && last && self.tokens[open..at].iter().all(|token| token.kind != Kind::Atom) {
            return fragment(FragmentKind::ColumnList);
        }
        self.name(at, None, false, NameKind::Column)
    }

    /// Nothing that belongs to an expression starts at a token.
    fn ends_clause(&self, at: usize) -> bool {
        match self.kind(at, 0) {
            None | Some(Kind::Close | Kind::Semicolon) => true,
            Some(Kind::Word) => {
                let word = self.word(at, 0);
                is_keyword(word)
                    && self.comparison(at).is_none()
                    && !matches!(word, "collate" | "at" | "as" | "not")
            }
            _ => false,
        }
    }

    /// The right side of the comparison whose operator stands at a token.
    fn comparison(&self, at: usize) -> Option<usize> {
        let (sign, word, next) = (self.sign(at), self.word(at, 0), self.word(at, 1));
        match word {
            "not" if PATTERN_WORDS.contains(&next) || matches!(next, "in" | "between") => Some(at + 2),
            "similar" | "not" if matches!(next, "to" | "similar") => {
                Some(at + if word == "not" { 3 } else { 2 })
            }
            "in" | "between" | "is" | "isnull" | "notnull" => Some(at + 1),
            _ if PATTERN_WORDS.contains(&word) => Some(at + 1),
            _ if COMPARISONS.contains(&sign) || PATTERN_SIGNS.contains(&sign) => Some(at + 1),
            _ => None,
        }
    }

    /// No column is named at the head of the operand at a token.
    fn is_constant(&self, mut at: usize) -> bool {
        const CONSTANTS: [&str; 8] = [
            "null",
            "true",
            "false",
            "current_timestamp",
            "current_date",
            "current_time",
            "interval",
            "array",
        ];
        for _ in 0..6 {
            let call = matches!(self.kind(at, 1), Some(Kind::Open | Kind::OpenBracket));
            match self.kind(at, 0) {
                Some(Kind::Number | Kind::Placeholder | Kind::Text { .. } | Kind::Dollar | Kind::Close) => {
                    return true;
                }
                Some(Kind::Atom) => {
                    return self.tokens[at].is_lone() && !call && self.kind(at, 1) != Some(Kind::Dot);
                }
                Some(Kind::Open) => at += 1,
                Some(Kind::Operator) if matches!(self.sign(at), "-" | "+") => at += 1,
                Some(Kind::Word) if CONSTANTS.contains(&self.word(at, 0)) => return true,
                Some(Kind::Word) if call => at += 2,
                Some(Kind::Word) if TYPES.contains(&self.word(at, 0)) => at += 1,
                _ => return false,
            }
        }
        false
    }

    /// Whether the left side that ends before a token is a column: none where no comparison follows.
    fn compared(&self, at: usize) -> Option<bool> {
        let right = self.comparison(at)?;
        let tests = matches!(self.word(at, 0), "is" | "isnull" | "notnull");
        Some(tests || self.is_constant(right))
    }

    fn starts_operand(&self, at: usize) -> bool {
        match self.kind(at, 0) {
            Some(Kind::Word) => !is_keyword(self.word(at, 0)),
            Some(
                Kind::Atom
                | Kind::Number
                | Kind::Text { .. }
                | Kind::Placeholder
                | Kind::Open
                | Kind::Name(_),
            ) => true,
            _ => false,
        }
    }

    fn condition(&mut self, at: usize) -> Place {
        let mut next = at + 1;
        if self.sign(next) == "::" || self.word(next, 0) == "collate" {
            next += 2;
        }
        match self.compared(next) {
            Some(true) => return self.name(at, None, false, NameKind::Column),
            Some(false) => return unknown("a column or a value, compared with a column"),
            None => {}
        }
        if JSON.contains(&self.sign(next)) {
            return self.name(at, None, false, NameKind::Column);
        }
        if self.ends_clause(next) {
            return if self.word(at, -1) == "exists" {
                fragment(FragmentKind::Statement)
            } else {
                fragment(FragmentKind::Condition)
            };
        }
        if self.kind(next, 0) == Some(Kind::Atom) && next == at + 1 {
            return if self.starts_operand(next + 1) {
                self.name(at, None, false, NameKind::Column)
            } else {
                fragment(FragmentKind::Condition)
            };
        }
        unknown("a column, a value or a condition")
    }

    fn value(&mut self, at: usize, context: &ValueContext) -> Place {
        let (prev, group) = (self.word(at, -1), self.outline.group(self.frame().open));
        if matches!(prev, "any" | "all" | "some") {
            return fragment(FragmentKind::InTuple);
        }
        if prev == "exists" {
            return fragment(FragmentKind::Statement);
        }
        let starts = self.frame().open == at.checked_sub(1) || self.kind(at, -1) == Some(Kind::Comma);
        let whole = starts && matches!(self.kind(at, 1), Some(Kind::Comma | Kind::Close));
        let (alone, frame_column) = (self.alone(at), self.frame().column_is_due());
        if self.frame().role == Role::Row && whole {
            let last = self.kind(at, 1) == Some(Kind::Close);
            let fits = match self.columns {
                // One hole among the columns may be the rest of their list, as is then the last of the row.
                Some(columns) if columns.holes == 1 => !last,
                Some(columns) => columns.count == group.items,
                None => !alone,
            };
            return if fits { value(self.context(at)) } else { fragment(FragmentKind::ValuesRow) };
        }
        let called = matches!(self.frame().role, Role::Arguments | Role::Cast);
        if called && frame_column && (*context == ValueContext::Cast || !group.names_column) {
            let sole = alone && *context != ValueContext::Cast;
            return match group.close.and_then(|close| self.compared(close + 1)) {
                Some(true) if sole => self.name(at, None, false, NameKind::Column),
                _ => unknown("a column or a value, in a call where a column may stand"),
            };
        }
        let assigned = *context == ValueContext::Assignment && self.frame().target_hole;
        if assigned && !self.ends_clause(at + 1) && self.kind(at, 1) != Some(Kind::Comma) {
            return unknown("a column or a value, assigned to a column that is a hole");
        }
        let compares =
            matches!(context, ValueContext::Comparison { .. }) && self.frame().clause == Clause::On;
        if compares && self.kind(at, -2) == Some(Kind::Atom) {
            return unknown("a column or a value, compared in a join with a hole");
        }
        value(self.context(at))
    }

    /// A hole where an operand has just ended.
    fn behind_operand(&mut self, at: usize) -> Place {
        let (prev, next) = (self.word(at, -1), self.word(at, 1));
        let glued = self.tokens[at].glued && self.kind(at, -1) != Some(Kind::Close);
        if glued {
            return GLUED;
        }
        if TYPES.contains(&prev) && self.frame().role != Role::Definitions {
            return unknown("behind a word of a type");
        }
        let is_ddl = self.verb == Some(Verb::Ddl);
        let starts_operand = self.starts_operand(at + 1);
        let frame = self.frame();
        let what = match frame.clause {
            _ if frame.role == Role::Definitions => FragmentKind::Keyword,
            Clause::Order
                if matches!(frame.expect, Expect::Order)
                    && !matches!(prev, "asc" | "desc" | "first" | "last") =>
            {
                FragmentKind::Direction
            }
            Clause::Into if matches!(next, "values" | "select") => FragmentKind::ColumnList,
            Clause::Ddl if is_ddl && frame.expect == Expect::Name(NameKind::Column) => FragmentKind::Keyword,
            _ if frame.expect == Expect::Condition && starts_operand => FragmentKind::Operator,
            _ => FragmentKind::Other,
        };
        fragment(what)
    }
}
