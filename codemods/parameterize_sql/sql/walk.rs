//! The walk over the tokens: it follows clauses, and keeps one frame for each open parenthesis.

use super::frame::{Columns, Frame, Role, short};
use super::shape::{self, Outline};
use super::tokens::{Kind, Lexed, Token};
use super::words::{COMPARISONS, Clause, Expect, JSON, MASKS, PATTERN_SIGNS, is_keyword};
use super::{Dialect, FragmentKind, NameKind, Place, ValueContext, Verb};

pub(super) struct Walk<'a> {
    pub lexed: &'a Lexed,
    pub tokens: &'a [Token],
    pub outline: &'a Outline,
    pub dialect: Dialect,
    pub frames: Vec<Frame>,
    pub places: Vec<Place>,
    pub verb: Option<Verb>,
    /// The first word of the statement, and of DDL the kind of its object.
    pub head: &'a str,
    pub object: &'a str,
    pub pragma: String,
    pub columns: Option<Columns>,
    /// A dot stands right before.
    pub dotted: bool,
    /// A type is due, behind `::`.
    pub type_due: bool,
    pub literals: usize,
}

pub(super) fn places(lexed: &Lexed, outline: &Outline, dialect: Dialect) -> Vec<Place> {
    let unknown = Place::Unknown { why: "in a dollar quote" };
    let mut walk = Walk {
        lexed,
        tokens: &lexed.tokens,
        outline,
        dialect,
        frames: Vec::new(),
        places: vec![unknown; lexed.holes],
        verb: None,
        head: "",
        object: "",
        pragma: String::new(),
        columns: None,
        dotted: false,
        type_due: false,
        literals: 0,
    };
    for hole in &lexed.in_comment {
        walk.places[*hole] = Place::Comment;
    }
    for hole in &lexed.in_placeholder {
        walk.places[*hole] = Place::Fragment { what: FragmentKind::Placeholder };
    }
    walk.start(0);
    for at in 0..lexed.tokens.len() {
        walk.token(at);
    }
    walk.places
}

impl<'a> Walk<'a> {
    /// Starts a statement at a token.
    fn start(&mut self, at: usize) {
        self.frames = vec![Frame::new(Role::Statement, Expect::Statement, None)];
        self.verb = shape::verb(self.tokens, at);
        (self.head, self.object, self.columns) = ("", "", None);
        (self.dotted, self.type_due) = (false, false);
    }

    pub fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(Role::Statement, Expect::Statement, None));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// The word at a distance from a token; empty where there is none.
    pub fn word(&self, at: usize, distance: isize) -> &'a str {
        at.checked_add_signed(distance)
            .and_then(|at| self.tokens.get(at))
            .filter(|token| token.kind == Kind::Word)
            .map_or("", |token| token.word.as_str())
    }

    pub fn kind(&self, at: usize, distance: isize) -> Option<Kind> {
        at.checked_add_signed(distance).and_then(|at| self.tokens.get(at)).map(|token| token.kind)
    }

    pub fn sign(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .filter(|token| token.kind == Kind::Operator)
            .map_or("", |token| token.word.as_str())
    }

    fn token(&mut self, at: usize) {
        let token = &self.tokens[at];
        let dotted = std::mem::take(&mut self.dotted);
        match token.kind {
            Kind::Semicolon => self.start(at + 1),
            Kind::Comma => {
                let frame = self.frame();
                let item = frame.item.clone();
                frame.set(item);
                (frame.between, frame.is_row) = (0, true);
                // Only the first argument of an aggregate is normally a column.
                if frame.role == Role::Arguments && matches!(frame.expect, Expect::Select { .. }) {
                    let function = self.function();
                    let frame = self.frame();
                    frame.item = Expect::Value(ValueContext::Argument { function });
                    frame.expect = frame.item.clone();
                }
            }
            Kind::Dot => {
                self.dotted = true;
                self.frame().done = false;
            }
            Kind::Open => self.open(at),
            Kind::OpenBracket => self.open_bracket(at),
            Kind::Close | Kind::CloseBracket => {
                let closed = if self.frames.len() > 1 { self.frames.pop() } else { None };
                let frame = self.frame();
                frame.done = true;
                frame.row_read = closed.is_some_and(|closed| closed.role == Role::Group && closed.is_row);
                self.type_due = false;
            }
            Kind::Operator => self.operator(at),
            Kind::Word => {
                let named = dotted || self.is_operand_word(at);
                if named || !self.keyword(at) {
                    self.operand(at, dotted);
                }
            }
            Kind::Number | Kind::Dollar | Kind::Placeholder => self.operand(at, dotted),
            Kind::Atom | Kind::Text { .. } | Kind::Name(_) => {
                if token.holes.is_empty() || self.hole(at, dotted) {
                    self.operand(at, dotted);
                }
            }
        }
    }

    /// A keyword that names a column: a comparison or a dot follows.
    fn is_operand_word(&self, at: usize) -> bool {
        let follows = COMPARISONS.contains(&self.sign(at + 1)) || self.kind(at, 1) == Some(Kind::Dot);
        follows && is_keyword(self.word(at, 0))
    }

    /// An operand, a name or a row has been read.
    fn operand(&mut self, at: usize, dotted: bool) {
        self.type_due = false;
        let (word, has_holes) = (self.word(at, 0), !self.tokens[at].holes.is_empty());
        let top = self.frames.len() == 1;
        let frame = self.frame();
        if frame.done && !dotted {
            return;
        }
        match frame.expect {
            Expect::Target => frame.target_hole = has_holes,
            // A word of EXPLAIN or of no statement leaves the statement due.
            Expect::Statement if top && !word.is_empty() => return,
            _ => {}
        }
        let frame = self.frame();
        frame.done = true;
        if frame.clause == Clause::Pragma && frame.expect == Expect::Name(NameKind::Pragma) {
            self.pragma = short(word);
        } else if frame.clause == Clause::Call
            && self.frames.len() == 1
            && matches!(self.frame().expect, Expect::Name(_))
        {
            // The arguments of a procedure may stand without parentheses.
            if !matches!(self.kind(at, 1), Some(Kind::Dot | Kind::Open)) {
                let argument = Expect::Value(ValueContext::Argument { function: short(word) });
                self.frame().begin(argument, Clause::Call);
            }
        }
    }

    fn operator(&mut self, at: usize) {
        let sign = self.tokens[at].word.as_str();
        let (is_pragma, is_set) = (self.verb == Some(Verb::Pragma), self.verb == Some(Verb::Set));
        let pragma = self.pragma.clone();
        let json = JSON.contains(&sign);
        let column = self.frame().column_is_due();
        let frame = self.frame();
        if sign == "::" {
            self.type_due = true;
            return;
        }
        if sign == "*" && !frame.done {
            frame.done = true;
            return;
        }
        if COMPARISONS.contains(&sign) || sign == ":=" {
            let assigns = frame.expect == Expect::Target
                || (frame.item == Expect::Target
                    && frame.clause == Clause::Set
                    && !matches!(frame.expect, Expect::Value(_)));
            let context = if assigns || is_set {
                ValueContext::Assignment
            } else if frame.clause == Clause::Call {
                ValueContext::Argument { function: String::new() }
            } else {
                ValueContext::Comparison { operator: sign.to_owned() }
            };
            let kind = NameKind::PragmaArgument { pragma };
            frame.set(if is_pragma { Expect::Name(kind) } else { Expect::Value(context) });
        } else if PATTERN_SIGNS.contains(&sign) && frame.done {
            frame.set(Expect::Value(ValueContext::Like { operator: sign.to_owned() }));
        } else if sign == "=>" {
            frame.done = false;
        } else if json || MASKS.contains(&sign) {
            frame.set(Expect::Value(ValueContext::Expression));
            frame.column = false;
        } else if column {
            frame.set(Expect::Unclear("a column or a value in arithmetic"));
        } else if matches!(frame.expect, Expect::Value(_)) || frame.done {
            frame.set(Expect::Value(ValueContext::Expression));
        }
    }
}
