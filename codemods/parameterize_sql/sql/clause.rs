//! What a keyword makes of the place behind it.

use super::frame::Role;
use super::tokens::Kind;
use super::walk::Walk;
use super::words::{
    Clause, DDL_RULES, Expect, HEADS, PATTERN_WORDS, RULES, SKIPPED, WITH_VERBS, is_keyword, rule,
};
use super::{Dialect, NameKind, ValueContext, Verb};

impl Walk<'_> {
    /// Follows a keyword; false where the word is a name.
    pub fn keyword(&mut self, at: usize) -> bool {
        let (word, prev, next) = (self.word(at, 0), self.word(at, -1), self.word(at, 1));
        let (is_ddl, depth, dialect) = (self.verb == Some(Verb::Ddl), self.frames.len(), self.dialect);
        if prev == "explain" && matches!(word, "analyze" | "verbose") {
            return true;
        }
        let with = self.frame().clause == Clause::With && WITH_VERBS.contains(&word);
        let head = (self.frame().expect == Expect::Statement && !self.frame().done) || with;
        if head
            && !matches!(word, "select" | "values")
            && let Some((expect, clause)) = rule(HEADS, word)
        {
            if depth == 1 && self.head.is_empty() {
                self.head = word;
            }
            self.frame().begin(expect.clone(), clause);
            return true;
        }
        let (verb_head, in_call) = (self.head, self.frame().role == Role::Arguments);
        let name = |kind| Expect::Name(kind);
        if self.frame().clause == Clause::Ddl && is_ddl {
            if self.object.is_empty()
                && matches!(word, "table" | "view" | "index" | "trigger" | "schema" | "database")
            {
                self.object = word;
            }
            let object = DDL_RULES.iter().find(|(name, _)| *name == word);
            let action = matches!(prev, "cascade" | "restrict" | "no" | "key") && word == "on";
            if let (Some((_, kind)), false) = (object, action) {
                let lists = self.head == "drop" && matches!(word, "table" | "view" | "index");
                let frame = self.frame();
                frame.set(name(kind.clone()));
                if lists {
                    frame.item = frame.expect.clone();
                }
                return true;
            }
        }
        let events = matches!(word, "insert" | "update" | "delete" | "truncate");
        let privilege = matches!(verb_head, "grant" | "revoke") && word == "select";
        if is_ddl && self.frame().clause == Clause::Ddl && (events || privilege) {
            return true;
        }
        let tokens_from = self.outline.has_from.get(at).copied().unwrap_or(false);
        let is_set = self.verb == Some(Verb::Set);
        let (search_path, follows, before) = (prev == "search_path", self.kind(at, 1), self.word(at, -2));
        let operand_follows =
            matches!(follows, Some(Kind::Atom | Kind::Number | Kind::Placeholder | Kind::Text { .. }));
        let changes = matches!(self.verb, Some(Verb::Insert | Verb::Update | Verb::Delete));
        let frame = self.frame();
        frame.distinct |= word == "distinct" && prev == "select";
        match word {
            "select" => frame.begin(Expect::Select { from: tokens_from }, Clause::Select),
            "to" | "from" if matches!(verb_head, "grant" | "revoke") => frame.set(name(NameKind::Other)),
            "from" if prev == "distinct" && frame.clause != Clause::Select => {
                frame
                    .set(Expect::Value(ValueContext::Comparison { operator: "is distinct from".to_owned() }));
            }
            "from" | "for" if in_call => {
                let expect = if frame.item == Expect::Keyword {
                    Expect::Value(ValueContext::Argument { function: "extract".to_owned() })
                } else {
                    frame.item.clone()
                };
                frame.set(expect);
            }
            "from" | "to" if verb_head == "copy" => {
                frame.begin(Expect::Unclear("COPY takes no parameter"), Clause::Other);
            }
            "from" => frame.begin(name(NameKind::Table), Clause::Tables),
            "into" if frame.clause == Clause::Select && changes => {
                frame.set(Expect::Unclear("a variable behind INTO"));
            }
            "for" | "do" | "then" if frame.cases.is_empty() => frame.done = true,
            "using" if frame.clause == Clause::Tables && follows == Some(Kind::Open) => {}
            "first" | "next" if prev == "fetch" => {}
            "using" if frame.clause == Clause::Tables || verb_head == "merge" => {
                frame.begin(name(NameKind::Table), Clause::Tables);
            }
            "update" if matches!(prev, "for" | "on" | "before" | "after" | "or") || next == "set" => {
                frame.done = true;
            }
            "update" if matches!(prev, "do" | "key") => frame.begin(Expect::Target, Clause::Set),
            "update" | "insert" | "delete" if frame.clause != Clause::Head => {
                let clause = if word == "insert" { Clause::Into } else { frame.clause };
                (frame.clause, frame.done) = (clause, true);
            }
            "set" if is_ddl => frame.begin(Expect::Other, Clause::Ddl),
            "set" => frame.begin(Expect::Target, Clause::Set),
            "on" if matches!(next, "conflict" | "duplicate" | "delete" | "update") => frame.done = true,
            "on" if prev == "distinct" => {}
            "on" => frame.begin(Expect::Condition, Clause::On),
            "when" => match frame.cases.last() {
                Some((_, true)) => {
                    frame.set(Expect::Value(ValueContext::Comparison { operator: "=".to_owned() }));
                }
                _ => frame.set(Expect::Condition),
            },
            "case" => {
                let (expect, simple) = (frame.expect.clone(), next != "when");
                frame.cases.push((expect.clone(), simple));
                frame.set(if simple { Expect::Condition } else { expect });
            }
            "then" | "else" => {
                let outer = frame.cases.last().map_or(Expect::Other, |(outer, _)| outer.clone());
                frame.set(match outer {
                    Expect::Condition | Expect::Select { from: true } | Expect::Order | Expect::Group => {
                        Expect::Unclear("a column or a value in CASE")
                    }
                    Expect::Select { from: false } => Expect::Value(ValueContext::Expression),
                    other => other,
                });
            }
            "end" if !frame.cases.is_empty() => {
                if let Some((outer, _)) = frame.cases.pop() {
                    (frame.expect, frame.done) = (outer, true);
                }
            }
            "and" if frame.between > 0 => {
                frame.between -= 1;
                let expect = if matches!(frame.expect, Expect::Unclear(_)) {
                    frame.expect.clone()
                } else {
                    Expect::Value(ValueContext::Between)
                };
                frame.set(expect);
            }
            "between" => {
                frame.between += 1;
                let rows = matches!(prev, "rows" | "range" | "groups");
                frame.set(if rows {
                    Expect::Unclear("the frame of a window")
                } else {
                    Expect::Value(ValueContext::Between)
                });
            }
            "or" if matches!(prev, "insert" | "update" | "create") => {}
            "and" | "or" | "xor" => frame.set(Expect::Condition),
            "by" => match prev {
                "order" => frame.begin(Expect::Order, Clause::Order),
                "group" | "partition" => frame.begin(Expect::Group, Clause::Select),
                _ => frame.begin(Expect::Unclear("behind BY"), Clause::Other),
            },
            "fetch" => {
                frame.begin(Expect::Unclear("FETCH takes a parameter in some drivers only"), Clause::Limit);
            }
            "top" if matches!(prev, "select" | "distinct" | "all") => {
                let outer = frame.expect.clone();
                frame.set(Expect::Unclear("TOP takes a parameter in parentheses only"));
                frame.item = outer;
            }
            _ if PATTERN_WORDS.contains(&word) && frame.done => {
                frame.set(Expect::Value(ValueContext::Like { operator: word.to_owned() }));
            }
            "to" if prev == "similar" => {
                frame.set(Expect::Value(ValueContext::Like { operator: "similar to".to_owned() }));
            }
            "to" if verb_head == "rollback" => frame.set(name(NameKind::Savepoint)),
            "to" if is_set && search_path => frame.set(name(NameKind::Schema)),
            "to" if is_set => frame.set(Expect::Value(ValueContext::Assignment)),
            "to" if prev == "rename" => frame.set(name(NameKind::Table)),
            "to" if matches!(frame.expect, Expect::Name(_)) && is_ddl => frame.done = false,
            "to" => frame.set(name(NameKind::Other)),
            "escape" => frame.set(Expect::Value(ValueContext::Expression)),
            "in" if frame.done => {
                let row_read = frame.row_read;
                frame.set(Expect::Set);
                frame.row_read = row_read;
            }
            "is" if dialect == Dialect::Sqlite => {
                frame.set(Expect::Value(ValueContext::Comparison { operator: "is".to_owned() }));
            }
            "is" => frame.set(Expect::Unclear("IS takes a parameter in SQLite only")),
            "as" if frame.role == Role::Cast => frame.set(Expect::Keyword),
            "as" if matches!(frame.clause, Clause::With | Clause::Ddl) => frame.set(Expect::Statement),
            "as" if verb_head == "attach" => frame.set(name(NameKind::Schema)),
            "as" => frame.set(name(NameKind::Alias)),
            "interval" if operand_follows => frame.set(Expect::Value(ValueContext::Interval)),
            "zone" if prev == "time" && before == "at" => frame.set(Expect::Value(ValueContext::Expression)),
            "collate" => frame.set(name(NameKind::Other)),
            "default" if next != "values" => frame.set(Expect::Value(ValueContext::Default)),
            "add" | "drop" | "alter" | "change" | "modify" | "rename" if is_ddl => {
                frame.set(name(NameKind::Column));
            }
            "role" | "schema" if is_set => frame.set(name(NameKind::Other)),
            "release" | "savepoint" if matches!(prev, "release" | "to") => {
                frame.set(name(NameKind::Savepoint));
            }
            "index" | "key" if matches!(prev, "force" | "use" | "ignore") => {}
            "with" if frame.done && frame.role == Role::Statement => {}
            "values" if prev == "default" || prev == "for" => frame.done = true,
            "values" if frame.clause == Clause::Set => {}
            "value" if frame.clause != Clause::Into => return false,
            "output" | "minus" if !frame.done => return false,
            _ => match rule(RULES, word) {
                Some((expect, clause)) => frame.begin(expect.clone(), clause),
                None if SKIPPED.contains(&word) => {}
                None if !is_keyword(word) => return false,
                None if frame.done
                    || matches!(word, "column" | "table" | "order" | "group" | "partition" | "cast") => {}
                None => return false,
            },
        }
        true
    }
}
