//! What the bytes of a file may say, by the text alone. Each answer is "yes" wherever the parser would find it; it may be
//! "yes" for what stands in a comment or a text. The bytes may be in any encoding that has ASCII in it.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;

/// Names that a statement imports.
pub(crate) struct Imported<'b> {
    /// They are taken out of a module: `from module import …`.
    pub is_from: bool,
    /// That module is named by its place beside this file: `from .module import …`.
    pub is_relative: bool,
    /// What the statement lists, comments included.
    list: &'b [u8],
}

impl<'b> Imported<'b> {
    /// The names of all import statements.
    pub fn of(bytes: &'b [u8]) -> impl Iterator<Item = Self> {
        words(bytes, b"import").map(|word| {
            let before = &bytes[..behind_layout(bytes, word.start)];
            // The name of a module ends in front of the word; at the start of a statement nothing of it does.
            let is_from = before.last().is_some_and(|byte| *byte == b'.' || is_part(*byte));
            let module =
                before.iter().rposition(|byte| !is_part(*byte) && *byte != b'.').map_or(0, |at| at + 1);
            let (from, module) = before.split_at(module);
            let is_relative = is_from
                && (module.starts_with(b".")
                    || module.starts_with(b"from.")
                    || from.trim_ascii_end().ends_with(b"."));
            Self { is_from, is_relative, list: list(&bytes[word.end..]) }
        })
    }

    /// Whether it takes all names of a module.
    pub fn is_star(&self) -> bool {
        self.is_from && self.list.first() == Some(&b'*')
    }

    /// The single names of the list; those that are given with `as` count, too.
    pub fn names(&self) -> impl Iterator<Item = &'b [u8]> {
        self.list.split(|byte| !is_part(*byte)).filter(|name| !name.is_empty())
    }
}

/// A search for any of a few texts. The leftmost match is the one kind that is searched for by vectors.
pub(crate) fn search(texts: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(texts).ok()
}

/// The places where a word stands whole.
pub(crate) fn words<'b>(bytes: &'b [u8], word: &'b [u8]) -> impl Iterator<Item = Range<usize>> + 'b {
    let found = memmem::find_iter(bytes, word).map(move |at| at..at + word.len());
    found.filter(|word| is_whole(bytes, word))
}

/// Whether an import may bind this name. One that is not ASCII is written in the file's encoding.
pub(crate) fn may_import(bytes: &[u8], name: &str) -> bool {
    let is_listed = |imported: Imported<'_>| imported.names().any(|listed| listed == name.as_bytes());
    !name.is_ascii() || words(bytes, name.as_bytes()).next().is_some() && Imported::of(bytes).any(is_listed)
}

/// Whether an import takes all names of a module.
pub(crate) fn has_star_import(bytes: &[u8]) -> bool {
    Imported::of(bytes).any(|imported| imported.is_star())
}

/// Whether what a module binds to this name may be taken here: from a module, or as a member of one.
pub(crate) fn may_take(bytes: &[u8], name: &[u8]) -> Option<Taken> {
    words(bytes, name).next()?;
    let is_listed = |imported: Imported<'_>| {
        imported.is_from && (imported.is_star() || imported.names().any(|listed| listed == name))
    };
    if Imported::of(bytes).any(is_listed) {
        return Some(Taken::Listed);
    }
    words(bytes, name).any(|word| is_member(bytes, word.start)).then_some(Taken::Member)
}

/// How a name may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// `from module import name`, `from module import *`
    Listed,
    /// `module.name`
    Member,
}

/// Whether no letter, digit or underscore is beside these bytes.
pub(crate) fn is_whole(bytes: &[u8], word: &Range<usize>) -> bool {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    let before = bytes[..word.start].strip_prefix(BOM).unwrap_or(&bytes[..word.start]);
    !before.last().is_some_and(|byte| is_part(*byte))
        && !bytes[word.end..].first().is_some_and(|byte| is_part(*byte))
}

/// Whether what starts here is the member of something: a dot stands in front of it, perhaps on a line above.
pub(crate) fn is_member(bytes: &[u8], start: usize) -> bool {
    let mut before = &bytes[..start];
    loop {
        let line = before.iter().rposition(|byte| is_line_end(*byte)).map_or(0, |at| at + 1);
        let (above, line) = before.split_at(line);
        let is_first_line = before.len() == start;
        let hash = line.iter().position(|byte| *byte == b'#').filter(|_| !is_first_line);
        let code = match hash {
            // The sign may be one of a text.
            Some(hash) if line[..hash].iter().any(|byte| matches!(byte, b'"' | b'\'')) => {
                let mut ends = (hash..line.len()).filter(|at| line[*at] == b'#').chain([line.len()]);
                return ends.any(|end| trimmed(&line[..end]).ends_with(b"."));
            }
            Some(hash) => &line[..hash],
            None => line,
        };
        match trimmed(code) {
            [] if above.is_empty() => return false,
            [] => before = &above[..above.len() - 1],
            code => return code.ends_with(b"."),
        }
    }
}

/// Whether the name at these bytes stands whole and something calls it; a comment before the bracket counts as a call.
pub(crate) fn may_be_called(bytes: &[u8], name: Range<usize>) -> bool {
    arguments(bytes, name).is_some()
}

/// Whether it is called with an argument.
pub(crate) fn may_be_given(bytes: &[u8], name: Range<usize>) -> bool {
    arguments(bytes, name).is_some_and(|behind| next_code(behind) != Some(b')'))
}

/// Whether the name at these bytes is a member that is neither called nor given a value, gets another name by an import,
/// or is handed to a call in front of another argument.
pub(crate) fn may_be_meant(bytes: &[u8], name: Range<usize>) -> bool {
    let is_end =
        |byte: &u8| is_line_end(*byte) || matches!(byte, b',' | b')' | b']' | b'}' | b';' | b'#' | b'\\');
    let is_followed = |words: &[&[u8]]| words.iter().any(|word| is_word_behind(bytes, name.end, word));
    let next = bytes[name.end..].iter().find(|byte| !is_space(**byte));
    let is_alone = || next.is_none_or(is_end) || is_followed(&[b"if", b"or", b"and", b"else"]);
    let is_first = || matches!(bytes[..name.start].trim_ascii_end().last(), Some(b'(' | b','));
    let is_handed =
        || is_first() && next_code(&bytes[name.end..]).is_some_and(|next| matches!(next, b',' | b'#'));
    let is_meant = || is_followed(&[b"as"]) || is_handed() || is_alone() && is_member(bytes, name.start);
    is_whole(bytes, &name) && is_meant() && may_be_code(bytes, name.start)
}

/// Whether the name at these bytes may be a value that is neither called nor asked for a member.
pub(crate) fn may_be_handed_on(bytes: &[u8], name: Range<usize>) -> bool {
    let is_end = |byte: &u8| {
        is_line_end(*byte) || matches!(byte, b',' | b')' | b']' | b'}' | b':' | b';' | b'#' | b'\\')
    };
    let is_followed = |words: &[&[u8]]| words.iter().any(|word| is_word_behind(bytes, name.end, word));
    let next = bytes[name.end..].iter().find(|byte| !is_space(**byte));
    let ends = || next.is_none_or(is_end) || is_followed(&[b"if", b"else", b"or", b"and", b"for", b"async"]);
    is_whole(bytes, &name) && ends() && may_begin(bytes, name.start) && may_be_code(bytes, name.start)
}

/// Whether an expression may begin here: no name or value stands in front of it in its line, unless it is a keyword.
fn may_begin(bytes: &[u8], start: usize) -> bool {
    const KEYWORDS: &[&[u8]] = &[
        b"and", b"as", b"assert", b"await", b"case", b"del", b"elif", b"else", b"for", b"from", b"if", b"in",
        b"is", b"lambda", b"match", b"not", b"or", b"raise", b"return", b"while", b"with", b"yield",
    ];
    let before = &bytes[..behind_layout(bytes, start)];
    match before.last() {
        Some(byte) if is_part(*byte) => {
            let word = before.iter().rposition(|byte| !is_part(*byte)).map_or(0, |at| at + 1);
            // A number may stand right in front of a keyword.
            KEYWORDS.contains(&&before[word..]) || before[word].is_ascii_digit()
        }
        Some(byte) => !matches!(byte, b')' | b']' | b'}' | b'"' | b'\''),
        None => true,
    }
}

/// Whether a word is the next thing behind white space and line ends.
fn is_word_behind(bytes: &[u8], end: usize, word: &[u8]) -> bool {
    let is_skipped = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'\\';
    let behind = &bytes[end..];
    let at = behind.iter().position(|byte| !is_skipped(byte)).unwrap_or(behind.len());
    at > 0 && behind[at..].starts_with(word) && is_whole(behind, &(at..at + word.len()))
}

/// What stands behind the bracket, or the comment, behind a name that is called.
fn arguments(bytes: &[u8], name: Range<usize>) -> Option<&[u8]> {
    let is_skipped = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'\\' | b')');
    let end = name.end + bytes[name.end..].iter().position(|byte| !is_skipped(byte))?;
    let behind = match bytes[end] {
        b'(' => &bytes[end + 1..],
        b'#' => &bytes[end..],
        _ => return None,
    };
    let start = name.start;
    (is_whole(bytes, &name) && !is_defined(bytes, start) && may_be_code(bytes, start)).then_some(behind)
}

/// Whether the function of the name that starts here is defined here.
fn is_defined(bytes: &[u8], start: usize) -> bool {
    let before = &bytes[..start];
    let end = before.iter().rposition(|byte| !is_space(*byte)).map_or(0, |at| at + 1);
    let is_keyword = |start: usize| bytes[start..end] == *b"def" && is_whole(bytes, &(start..end));
    end < start && end.checked_sub(b"def".len()).is_some_and(is_keyword)
}

/// Whether what starts here may be code. Behind the sign of a comment or a prompt it is not, as long as no string ends, and
/// no field of one starts, in between.
pub(crate) fn may_be_code(bytes: &[u8], start: usize) -> bool {
    let before = &bytes[..start];
    let line = before.iter().rposition(|byte| is_line_end(*byte)).map_or(0, |at| at + 1);
    let line = &before[line..];
    let is_bound = |byte: &u8| matches!(byte, b'"' | b'\'' | b'{');
    let rest = &line[line.iter().rposition(is_bound).map_or(0, |at| at + 1)..];
    // Behind an escape, bytes of ASCII may be halves of letters (ISO 2022).
    line.contains(&0x1b) || !rest.contains(&b'#') && memmem::find(rest, b">>>").is_none()
}

/// The first byte behind white space and line ends that a backslash hides.
pub(crate) fn next_code(bytes: &[u8]) -> Option<u8> {
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace() && *byte != b'\\')
}

/// Whether a byte is one of a name.
pub(crate) fn is_part(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c')
}

/// Without the white space, and the backslash that hides a line's end, behind it.
fn trimmed(code: &[u8]) -> &[u8] {
    let code = code.trim_ascii_end();
    code.strip_suffix(b"\\").unwrap_or(code).trim_ascii_end()
}

/// The end of what stands before this place in its line, over line ends that a backslash hides.
pub(crate) fn behind_layout(bytes: &[u8], mut end: usize) -> usize {
    loop {
        let before = &bytes[..end];
        let hidden = [&b"\\\r\n"[..], b"\\\n", b"\\\r"].into_iter().find(|hidden| before.ends_with(hidden));
        match (before.last(), hidden) {
            (Some(byte), _) if is_space(*byte) => end -= 1,
            (_, Some(hidden)) => end -= hidden.len(),
            _ => return end,
        }
    }
}

/// The list behind `import`: up to the end of its line or its bracket.
fn list(behind: &[u8]) -> &[u8] {
    let is_layout = |byte: &u8| is_space(*byte) || is_line_end(*byte) || *byte == b'\\';
    let start = match behind.first() {
        Some(byte) if is_line_end(*byte) => return &[],
        _ => behind.iter().position(|byte| !is_layout(byte)).unwrap_or(behind.len()),
    };
    let behind = &behind[start..];
    let is_bracketed = behind.first() == Some(&b'(');
    let mut at = 0;
    while let Some(byte) = behind.get(at) {
        match byte {
            b')' => break,
            b'#' | b';' if !is_bracketed => break,
            b'#' => {
                let rest = behind[at..].iter().position(|byte| is_line_end(*byte));
                at = rest.map_or(behind.len(), |length| at + length);
            }
            b'\\' if behind[at + 1..].starts_with(b"\r\n") => at += 2,
            b'\\' => at += 1,
            byte if is_line_end(*byte) && !is_bracketed => break,
            _ => {}
        }
        at += 1;
    }
    &behind[..at.min(behind.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imported(text: &str) -> Vec<(bool, Vec<String>)> {
        let found = Imported::of(text.as_bytes());
        let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        found.map(|one| (one.is_from, one.names().map(text).collect())).collect()
    }

    #[test]
    fn imports_are_read_however_they_are_laid_out() {
        let of = |is_from: bool, names: &[&str]| {
            vec![(is_from, names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())]
        };
        assert_eq!(imported("import os, sys  # not this\n"), of(false, &["os", "sys"]));
        assert_eq!(imported("try: import sys\n"), of(false, &["sys"]));
        assert_eq!(imported("from . import(sys)\n"), of(true, &["sys"]));
        assert_eq!(imported("from .a import sys as s; import_x = 1"), of(true, &["sys", "as", "s"]));
        assert_eq!(imported("from .a \\\n import \\\r\n b, \\\r\n sys\nx = 1"), of(true, &["b", "sys"]));
        assert_eq!(imported("from .a import (\n  b,\n  sys,\n)\nx"), of(true, &["b", "sys"]));
        assert_eq!(imported("from .a import ( # )\r b\r)\rx"), of(true, &["b"]));
        assert_eq!(imported("raise ImportError"), Vec::new());
        assert_eq!(imported("import"), of(false, &[]));
        for (text, is_relative) in [
            ("from .a import b", true),
            ("from.a import b", true),
            ("from . a import b", true),
            ("from . import b", true),
            ("from a.b import c", false),
            ("import a", false),
        ] {
            assert!(Imported::of(text.as_bytes()).any(|one| one.is_relative == is_relative), "{text}");
        }
        for star in ["from .a import *", "from .a import\t*", "from .a import*", "from . import \\\n  *"] {
            assert!(Imported::of(star.as_bytes()).any(|one| one.is_star()), "{star}");
        }
    }

    #[test]
    fn calls_are_those_of_code() {
        let found = |text: &str, look: fn(&[u8], Range<usize>) -> bool| {
            words(text.as_bytes(), b"run").any(|word| look(text.as_bytes(), word))
        };
        for yes in [
            "run(1)",
            "x = 'a#'; run (1)",
            "f'# {run(1)}'",
            "f'>>> {run(1)}'",
            "'''\n# no more\n'''; run(1)",
            "'''\n>>> ''' + run(1)",
            "a >> run(1)",
            "# why\nrun(1)",
            "# why\rrun(1)",
            "undef = run(1)",
            "a[\"def\"].run(1)",
            "(run # it\n)(1)",
        ] {
            assert!(found(yes, may_be_called), "{yes}");
            assert!(found(yes, may_be_given), "{yes}");
        }
        for no in [
            "# run(1)",
            "x = 1  # then run(x)",
            "    >>> run(1)",
            "def run(x): ...",
            "async def  run(x): ...",
        ] {
            assert!(!found(no, may_be_called), "{no}");
        }
        for none in ["run()", "run( )", "run(\n)", "run \\\n ( \\\n )"] {
            assert!(found(none, may_be_called) && !found(none, may_be_given), "{none}");
        }
        assert!(found("run(  # all\n)", may_be_given));
    }

    #[test]
    fn names_are_meant_where_nothing_calls_them() {
        let is_meant =
            |text: &str| words(text.as_bytes(), b"run").any(|word| may_be_meant(text.as_bytes(), word));
        for yes in [
            "send = c.run",
            "send = c.run\r\n",
            "send = c . run # why",
            "send = c.run if x else None",
            "send = (c.\n  run)",
            "send = c.run \\\n  if x else d",
            "[c.run, d]",
            "from .a import run as send",
            "from .a import run \\\n as send",
            "f(run, q)",
            "f(1, run\n, q)",
            "f(run  # it\n, q)",
        ] {
            assert!(is_meant(yes), "{yes}");
        }
        for no in ["c.run(q)", "c.run = 1", "c.run.x", "x = run", "# c.run", "c.runs", "from .a import run"] {
            assert!(!is_meant(no), "{no}");
        }
    }

    #[test]
    fn members_are_seen_over_lines_and_comments() {
        let is_member = |text: &str| {
            let mut found = words(text.as_bytes(), b"sys");
            found.any(|word| is_member(text.as_bytes(), word.start))
        };
        for yes in [
            "svc.sys",
            "svc . \\\n  sys",
            "(svc.\n sys)",
            "(svc.  # why\n\n  # and so on.\n sys)",
            "(svc('#').\n sys)",
            "(svc('#').  # why\n sys)",
            "'svc.sys.stderr'",
        ] {
            assert!(is_member(yes), "{yes}");
        }
        for no in
            ["sys", "import sys", "# Put it in front.\nsys.path.insert(0, x)", "x = 1\nsys.exit()", "f(sys)"]
        {
            assert!(!is_member(no), "{no}");
        }
    }
}
