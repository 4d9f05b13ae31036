//! What is known of a query before the walk: its statements, its parentheses, and whether it is SQL at all.

use super::Verb;
use super::tokens::{Kind, Lexed, Token};
use super::words::{COMPARISONS, PATTERN_WORDS, PROSE, UNITS, VERBS, WITH_VERBS, is_keyword};

#[derive(Debug, Default)]
pub(super) struct Outline {
    pub statements: usize,
    /// The verb of the first statement, and the index of its word.
    pub verb: Option<Verb>,
    pub head: usize,
    /// For the index of an opening token: of its parenthesis.
    pub groups: Vec<Group>,
    /// For the index of `SELECT`: tables follow, or a hole that may hold them.
    pub has_from: Vec<bool>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub close: Option<usize>,
    /// How many elements the commas part; none where nothing stands inside.
    pub items: usize,
    /// A name that no parenthesis follows is among the elements.
    pub names_column: bool,
}

struct Open {
    at: Option<usize>,
    select: Option<usize>,
}

impl Outline {
    pub fn new(lexed: &Lexed) -> Self {
        let tokens = &lexed.tokens;
        let mut out = Self {
            groups: vec![Group::default(); tokens.len()],
            has_from: vec![false; tokens.len()],
            ..Self::default()
        };
        let mut stack = vec![Open { at: None, select: None }];
        let mut empty = true;
        for (at, token) in tokens.iter().enumerate() {
            if empty && token.kind != Kind::Semicolon {
                (out.statements, empty) = (out.statements + 1, false);
            }
            let Some(open) = stack.last_mut() else { break };
            if let Some(group) = open.at.and_then(|at| out.groups.get_mut(at)) {
                let closes = matches!(token.kind, Kind::Close | Kind::CloseBracket);
                group.items += usize::from((group.items == 0 && !closes) || token.kind == Kind::Comma);
                let called = tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Open);
                group.names_column |= (token.kind == Kind::Word && !is_keyword(&token.word) && !called
                    || matches!(token.kind, Kind::Name(_)))
                    && !UNITS.contains(&token.word.as_str());
            }
            match token.kind {
                Kind::Word if token.word == "select" => open.select = Some(at),
                Kind::Word if token.word == "from" => {
                    if let Some(select) = open.select {
                        out.has_from[select] = true;
                    }
                }
                Kind::Atom => {
                    let behind_operand = at > 0 && tokens[at - 1].ends_operand();
                    if let (Some(select), true) = (open.select, behind_operand) {
                        out.has_from[select] = true;
                    }
                }
                Kind::Open | Kind::OpenBracket => stack.push(Open { at: Some(at), select: None }),
                Kind::Close | Kind::CloseBracket if stack.len() > 1 => {
                    if let Some(at_open) = stack.pop().and_then(|open| open.at) {
                        out.groups[at_open].close = Some(at);
                    }
                }
                Kind::Semicolon => {
                    stack.truncate(1);
                    (stack[0].select, empty) = (None, true);
                }
                _ => {}
            }
        }
        out.head =
            tokens.iter().take_while(|token| matches!(token.kind, Kind::Open | Kind::Semicolon)).count();
        out.verb = verb(tokens, out.head);
        out
    }

    pub fn group(&self, open: Option<usize>) -> Group {
        open.and_then(|at| self.groups.get(at)).copied().unwrap_or_default()
    }
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).filter(|token| token.kind == Kind::Word).map_or("", |token| token.word.as_str())
}

/// The verb of the statement that starts at a token.
pub(super) fn verb(tokens: &[Token], head: usize) -> Option<Verb> {
    let mut first = word(tokens, head);
    if first == "with" {
        let mut depth = 0_usize;
        let verb = tokens.iter().skip(head).take_while(|token| token.kind != Kind::Semicolon).find(|token| {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && token.kind == Kind::Word && WITH_VERBS.contains(&token.word.as_str())
        });
        first = verb.map_or("select", |token| token.word.as_str());
    }
    if first == "begin" {
        const BLOCK: [&str; 10] = [
            "",
            "deferred",
            "immediate",
            "exclusive",
            "transaction",
            "work",
            "tran",
            "isolation",
            "read",
            "concurrent",
        ];
        if !BLOCK.contains(&word(tokens, head + 1)) {
            return Some(Verb::Other(first.to_owned()));
        }
    }
    let (name, verb) = VERBS.iter().find(|(name, _)| *name == first)?;
    Some(verb.clone().unwrap_or_else(|| Verb::Other((*name).to_owned())))
}

/// The case of a word as its author wrote it.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Upper,
    Lower,
    Title,
}

fn case(lexed: &Lexed, token: &Token) -> Case {
    let upper = |at: usize| lexed.is_upper(at);
    match (upper(token.range.start), upper(token.range.end - 1)) {
        (true, true) => Case::Upper,
        (true, false) => Case::Title,
        _ => Case::Lower,
    }
}

/// The first statement has the structure that its verb demands, and no words of prose.
pub(super) fn looks_like_sql(lexed: &Lexed, outline: &Outline) -> bool {
    let head = outline.head;
    let all = &lexed.tokens;
    let stop =
        all.iter().skip(head).position(|token| token.kind == Kind::Semicolon).map_or(all.len(), |n| head + n);
    let tokens = &all[..stop];
    let is = |at: usize, words: &[&str]| words.contains(&word(tokens, at));
    let find = |name: &str| (head..stop).find(|at| word(tokens, *at) == name);
    let code = tokens.iter().skip(head).any(|token| match token.kind {
        Kind::Operator => COMPARISONS.contains(&token.word.as_str()) || token.word == "*",
        Kind::Placeholder => true,
        Kind::Word => PATTERN_WORDS.contains(&token.word.as_str()) || token.word == "between",
        _ => false,
    });
    let Some(first) = tokens.get(head) else { return false };
    if first.kind != Kind::Word {
        // A hole for the head: a clause with a comparison or an order has to follow.
        let follows = find("where").is_some_and(|_| code)
            || (head..stop).any(|at| is(at, &["order", "group"]) && is(at + 1, &["by"]))
            || find("union").is_some()
            || find("limit").is_some_and(|at| {
                tokens
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.kind, Kind::Number | Kind::Atom | Kind::Placeholder))
            });
        return first.kind == Kind::Atom && first.is_lone() && follows;
    }
    let (Some(verb), first_case) = (&outline.verb, case(lexed, first)) else { return false };
    let prose = tokens.iter().enumerate().skip(head).any(|(at, token)| {
        let end_mark = at + 1 == stop && token.glued && at > 0 && tokens[at - 1].ends_operand();
        (first_case != Case::Upper && token.kind == Kind::Word && PROSE.contains(&token.word.as_str()))
            || (token.kind == Kind::Operator && matches!(token.word.as_str(), ":" | "!" | ".." | "\\"))
            || (end_mark && token.kind == Kind::Dot)
            || (token.kind == Kind::Operator && at + 1 == stop && token.word == "?")
            || (end_mark && token.kind == Kind::Placeholder)
    });
    if prose {
        return false;
    }
    // Prose starts with a capital and goes on without one.
    let title = |at: Option<usize>| {
        first_case == Case::Title
            && !code
            && at.is_some_and(|at| tokens.get(at).is_some_and(|t| case(lexed, t) == Case::Lower))
    };
    let next_kind = |at: usize| tokens.get(at).map(|token| token.kind);
    // A name, with its dots; the index behind it.
    let name_end = |mut at: usize| {
        while is(
            at,
            &["if", "not", "exists", "only", "or", "ignore", "replace", "rollback", "low_priority", "table"],
        ) {
            at += 1;
        }
        let is_name = |at: usize| {
            tokens.get(at).is_some_and(|t| {
                matches!(t.kind, Kind::Word | Kind::Atom | Kind::Name(_) | Kind::Text { .. })
            })
        };
        while is_name(at) && next_kind(at + 1) == Some(Kind::Dot) {
            at += 2;
        }
        is_name(at).then_some(at + 1)
    };
    match verb {
        Verb::Select if is(head, &["values", "table"]) => {
            next_kind(head + 1).is_some_and(|kind| kind == Kind::Open)
        }
        Verb::Select => {
            if let Some(from) = find("from") {
                return !title(Some(from))
                    && from > head + 1
                    && from + 1 < stop
                    && !words_in_a_row(tokens, head + 1, from);
            }
            let next = next_kind(head + 1);
            first_case != Case::Title
                && next.is_some()
                && !words_in_a_row(tokens, head + 1, stop)
                && (first_case == Case::Upper && next != Some(Kind::Word)
                    || code
                    || find("as").is_some()
                    || stop == head + 2
                    || tokens.iter().any(|t| matches!(t.kind, Kind::Open | Kind::Comma | Kind::Text { .. })))
        }
        Verb::Insert | Verb::Replace => {
            let into = find("into").filter(|into| *into <= head + 3);
            let start = into.unwrap_or(head);
            if into.is_none() && first_case != Case::Upper {
                return false;
            }
            name_end(start + 1).is_some_and(|at| {
                let follows = is(
                    at,
                    &["values", "value", "select", "set", "default", "with", "as", "overriding", "output"],
                );
                !title(into) && (follows || matches!(next_kind(at), Some(Kind::Open | Kind::Atom)))
            })
        }
        Verb::Update => find("set").is_some_and(|set| {
            let target = tokens.get(set + 1).is_some_and(|t| {
                t.kind == Kind::Open
                    || (t.kind == Kind::Atom && first_case == Case::Upper)
                    || tokens.iter().skip(set).any(|t| t.word == "=")
            });
            set > head + 1 && set < head + 12 && target && !title(Some(set))
        }),
        Verb::Delete => find("from").filter(|from| *from <= head + 4).is_some_and(|from| {
            let ends = name_end(from + 1)
                .is_some_and(|at| at == stop || !matches!(next_kind(at), Some(Kind::Operator)));
            ends && !title(Some(from))
        }),
        Verb::Merge => find("using").is_some() && find("when").is_some(),
        Verb::Ddl => {
            let object = tokens.iter().take(head + 8).skip(head + 1).any(|token| {
                token.kind == Kind::Word
                    && super::words::DDL_RULES.iter().any(|(name, _)| *name == token.word)
            });
            let types = is(
                head + 1,
                &["type", "system", "server", "publication", "subscription", "aggregate", "macro", "secret"],
            );
            let known = object
                || types
                || (is(head, &["truncate"])
                    && name_end(head + 1).is_some_and(|at| at == stop || first_case == Case::Upper));
            known
                && (first_case != Case::Title
                    || code
                    || tokens
                        .iter()
                        .skip(head + 1)
                        .all(|t| t.kind != Kind::Word || case(lexed, t) != Case::Lower))
        }
        Verb::Pragma => name_end(head + 1).is_some_and(|at| {
            at == stop || next_kind(at) == Some(Kind::Open) || tokens.get(at).is_some_and(|t| t.word == "=")
        }),
        Verb::Set => first_case != Case::Title && (code || find("to").is_some() || stop == head + 3),
        Verb::Call => name_end(head + 1)
            .is_some_and(|at| next_kind(at) == Some(Kind::Open) || (first_case == Case::Upper)),
        Verb::Explain => {
            first_case != Case::Title
                && (head + 1..stop).any(|at| is(at, WITH_VERBS) || next_kind(at) == Some(Kind::Atom))
        }
        Verb::Transaction => stop <= head + 5 && (first_case != Case::Title || stop == head + 1),
        Verb::Other(_) => first_case == Case::Upper || (first_case == Case::Lower && stop <= head + 4),
    }
}

/// Three names in a row, which only prose has: an alias is the second, and a keyword or comma parts the rest.
fn words_in_a_row(tokens: &[Token], from: usize, to: usize) -> bool {
    let mut row = 0;
    tokens.iter().take(to).skip(from).any(|token| {
        let is_name = (token.kind == Kind::Word && !is_keyword(&token.word)) || token.kind == Kind::Atom;
        row = if is_name { row + 1 } else { 0 };
        row >= 3
    })
}
