//! What a file is ruled out by before it is parsed: that no query is composed in it, or that nothing in it passes one on.
//!
//! Each look lets pass whatever the parser would read as such, however it is spelled, and some more.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

use super::data::DRIVERS;
use super::senders;
use super::sql::{PROSE_VERBS, SQL_VERBS, VERBS};
use super::survey::{PASSED_ON, QUERY_KEYWORDS, QUERY_WORDS, is_telling};

/// What may stand between two tokens.
pub const GAP: &str = r"(?:[\s\\]|#[^\r\n]*)*";

/// What may stand between the quote of a string and the first word of its text.
const START: &str = r"(?:[\s(]|\\[nrtf\r\n])*";

/// A search. `None` lets everything pass.
type Search = LazyLock<Option<Regex>>;

/// A search over bytes. `None` lets everything pass.
pub fn search(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).unicode(false).build().ok()
}

fn finds(search: &Search, bytes: &[u8]) -> bool {
    search.as_ref().is_none_or(|search| search.is_match(bytes))
}

/// An f-string, `%`, `+`, or a method that puts strings together.
static COMPOSITION: Search =
    LazyLock::new(|| search(r#"[fF][rR]?["']|%|\+|format|join|replace|substitute|__mod__|__add__"#));

/// The text of a query: its verb, or what follows where a hole stands for the head.
static QUERY: Search = LazyLock::new(|| {
    let is_plain = |verb: &&str| !SQL_VERBS.contains(verb) && !PROSE_VERBS.contains(verb);
    let plain: Vec<&str> = VERBS.iter().map(|(verb, _)| *verb).filter(is_plain).collect();
    let (sql, prose, plain) = (SQL_VERBS.join("|"), PROSE_VERBS.join("|"), plain.join("|"));
    let upper = |verbs: &str| verbs.to_uppercase();
    let parts = [
        // Verbs that code and prose seldom use so: where a string, a line or a statement starts, or in capitals.
        format!(r#"(?:["'}};]|\*/){START}(?i:{sql})(?:[^\w"'.=:,]|$|["'][\s\\]*[fFrRbBuU]*["'])"#),
        format!(r#"(?m:^)[ \t]*(?i:{sql})(?:[ \t]+[\w{{*"`'(\[]|[ \t]*(?:\r|(?m:$))|[*(])"#),
        format!(r"\b(?:{})\b", upper(&sql)),
        // Others only where a string starts; and with a capital alone, a sentence does.
        format!(r#"["']{START}(?:{}|{plain})[\s\\{{(]"#, upper(&plain)),
        format!(r#"["']{START}(?i:{prose})[\s\\{{(]"#),
        format!(r#"["']{START}(?i:with\s+(?:recursive\s+)?[\w{{]|values\s*\(|table\s*\()"#),
        r#"["']\s*\{[^{}\r\n]+\}\s[^"']*?\b(?i:where|union|limit|order\s+by|group\s+by)\b"#.to_owned(),
    ];
    search(&parts.join("|"))
});

/// Whether a query may be put together here.
pub fn may_compose(bytes: &[u8]) -> bool {
    finds(&COMPOSITION, bytes) && finds(&QUERY, bytes)
}

/// The literals without which nothing is passed on.
pub static PASSING: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    // A name of one letter is everywhere: it counts as an argument, behind a bracket, a comma or white space.
    let short = [
        "(q)", "(q,", "(q\n", "(q\r", "q )", "q ,", ",q,", ",q)", " q,", " q)", " q\n", " q\r", "\tq,",
        "\tq)", "q #", "q\\",
    ];
    let long = PASSED_ON.iter().filter(|name| name.len() > 1).copied();
    DRIVERS.methods().chain(long).chain(short).chain(["RawCursor"]).collect()
});

/// A call of a method that sinks have, whose first argument is a name, or `text()` of one; behind methods that much else has
/// too, the name of a query.
static NAME_SENT: Search = LazyLock::new(|| {
    let (telling, common): (Vec<&str>, Vec<&str>) = DRIVERS.methods().partition(|method| is_telling(method));
    let call = |methods: &[&str], name: &str| {
        let methods = methods.join("|");
        format!(r"\b(?:{methods})[\s\\)]*\({GAP}(?:[\w.]*text{GAP}\({GAP})?({name}){GAP}[,)]")
    };
    let query = format!(r"q|[\w\x80-\xff]*(?i:{})[\w\x80-\xff]*", QUERY_WORDS.join("|"));
    let any = r"[A-Za-z_\x80-\xff][\w\x80-\xff]*";
    search(&format!("{}|{}", call(&telling, any), call(&common, &query)))
});

static KEYWORD_SENT: Search =
    LazyLock::new(|| search(&format!(r"\b(?:{})\s*=[^=]", QUERY_KEYWORDS.join("|"))));

/// A name under which queries are passed on, as an argument.
static NAME_PASSED: Search =
    LazyLock::new(|| search(&format!(r"[(,]{GAP}(?:{}){GAP}[,)]", PASSED_ON.join("|"))));

/// The parameters of a function, where no default has a bracket.
static PARAMETERS: Search = LazyLock::new(|| search(r"\bdef[\s\\]+[\w\x80-\xff]+\s*\([^()]*\)"));

/// A function's head, with the text behind it up to where a suite starts: a line that closes a bracket and ends with a colon.
static HEAD: Search =
    LazyLock::new(|| search(r"\bdef\b[^(]*\(((?s:.)*?)(?:\)[^\r\n]*:[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|\z)|\z)"));

static NAME: Search = LazyLock::new(|| search(r"[A-Za-z_\x80-\xff][\w\x80-\xff]*"));

/// Whether a function may pass a parameter on as a query.
pub fn may_pass_on(bytes: &[u8]) -> bool {
    if memchr::memmem::find(bytes, b"RawCursor").is_some() || is_query_passed(bytes) {
        return true;
    }
    let sends_what_is_passed = || finds(&KEYWORD_SENT, bytes) || may_send_parameter(bytes);
    senders::may_send(bytes, None) && (sends_what_is_passed() || senders::may_be_renamed(bytes, None))
}

/// Whether a name of queries is an argument, and not only a parameter.
fn is_query_passed(bytes: &[u8]) -> bool {
    let (Some(passed), Some(parameters)) = (&*NAME_PASSED, &*PARAMETERS) else { return true };
    let mut heads = parameters.find_iter(bytes).peekable();
    passed.find_iter(bytes).any(|name| {
        while heads.next_if(|head| head.end() <= name.start()).is_some() {}
        heads.peek().is_none_or(|head| name.start() < head.start())
    })
}

/// Whether the first argument of such a call may be a parameter.
fn may_send_parameter(bytes: &[u8]) -> bool {
    let (Some(sent), Some(head), Some(name)) = (&*NAME_SENT, &*HEAD, &*NAME) else { return true };
    if !sent.is_match(bytes) {
        return false;
    }
    let heads = head.captures_iter(bytes).filter_map(|found| found.get(1));
    let parameters: HashSet<&[u8]> =
        heads.flat_map(|head| name.find_iter(head.as_bytes())).map(|name| name.as_bytes()).collect();
    sent.captures_iter(bytes).filter_map(|found| found.get(1).or_else(|| found.get(2))).any(|name| {
        let name = name.as_bytes();
        !matches!(name, b"self" | b"cls") && parameters.contains(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_seen_however_it_is_written() {
        for text in [
            r#"f"""update
 t set a = {x}""""#,
            "f'select\\ta, {b} from t'",
            "f'select\r\n a, {b}'",
            "f'SeLect* from {t}'",
            "f\"select({x})\"",
            "\"select\" f\" {a} from t\"",
            "f'''\n    -- all\n    delete\n    from {t}'''",
            "f'insert  or replace into {t}'",
            "'drop  table ' + t",
            "f'COPY t FROM {path}'",
            "f'set role {x}'",
            "f\"listen {x}\"",
            "f'Call {x}(1)'",
            "f'with a as (select 1) select {b}'",
            "f'VALUES({x})'",
            "f\"{x} WHERE a = {y} LIMIT 3\"",
            "f'/* hint */ select {a} from t'",
            "f'{hint} select {a} from t'",
            "'''\nselect %s\n''' % a",
            "'truncate table {}'.format (t)",
        ] {
            assert!(may_compose(text.as_bytes()), "{text}");
        }
        for text in ["'SELECT a FROM t'", "x.update(y + 1)", "print('Set the %s' % x)", "d['select'] + 1"] {
            assert!(!may_compose(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_query_is_seen_on_its_way_through() {
        for text in [
            "def f(c, text):\n    c . execute (text, 1)\n",
            "def f(c, sql): return c.iterate(\n        # all of it\n        sql\n    )\n",
            "def f(c, raw_sql):\n    return c.fetch(raw_sql)\n",
            "def f(c, text): return c.scalars(\n        # all of it\n        text\n    )\n",
            "def f(c, a,\n      b=(1, 2),\n):\n    return c.execute(text(a))\n",
            "def f(\n    c,\n    # what is sent:\n    text,\n) -> list:\n    return c.execute(text)\n",
            "def f(q):\n    run(q )\n",
            "def f(command):\n    run(1, command)\n",
            "def f(c, a):\n    c.execute(query=a)\n",
        ] {
            assert!(may_pass_on(text.as_bytes()), "{text}");
        }
        for text in [
            "def f(c):\n    a = 1\n    c.execute(a)\n",
            "def f(x, y):\n    return x.copy(y)\n",
            "def f(q, sql):\n    pass\n",
        ] {
            assert!(!may_pass_on(text.as_bytes()), "{text}");
        }
    }
}
