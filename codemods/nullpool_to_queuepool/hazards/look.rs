//! Whether a file can show anything, by its bytes alone, however it spells that.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::super::data::{FACTS, Hazard};
use crate::scan::{behind_layout, is_member, is_part, is_whole, next_code, words};

/// The keyword of SQLAlchemy for what a table is.
const PREFIXES: &str = "prefixes";

/// How far the second parameter of a function can stand behind the first, in bytes.
const FARTHEST: usize = 1_000;

/// The literals of files that are worth a look: each way in which [`tells`] says "yes" needs one of them.
pub fn triggers() -> &'static [&'static str] {
    static TRIGGERS: LazyLock<Vec<&str>> = LazyLock::new(|| WORDS.iter().map(String::as_str).collect());
    &TRIGGERS
}

static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut words: BTreeSet<String> = telling().cloned().collect();
    let longest = |path: String| path.split('.').max_by_key(|part| part.len()).unwrap_or_default().to_owned();
    words.extend(paths().map(longest));
    words.extend(tasks().cloned());
    words.extend(["handler", "workers", PREFIXES].map(str::to_owned));
    words.extend(handlers().flat_map(|(first, _)| first).cloned());
    for start in SQL.starts.iter().filter_map(|text| text.split_whitespace().next()) {
        let capital = start.get(..1).unwrap_or_default().to_uppercase() + start.get(1..).unwrap_or_default();
        words.extend([start.to_owned(), start.to_uppercase(), capital]);
    }
    words
});

/// Texts that are enough.
fn telling() -> impl Iterator<Item = &'static String> {
    let of = |hazard: &'static Hazard| hazard.methods.iter().chain(&hazard.hooks).chain(&hazard.strings);
    FACTS.telling.iter().chain(FACTS.hazards.iter().flat_map(of))
}

/// Whether the bytes of a file can show anything.
pub fn tells(bytes: &[u8]) -> bool {
    static TELLING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(telling()).ok());
    TELLING.as_ref().is_none_or(|search| search.is_match(bytes))
        || PATHS.are_in(bytes)
        || tasks().any(|task| words(bytes, task.as_bytes()).any(|word| is_member(bytes, word.start)))
        || words(bytes, b"workers").any(|word| matches!(next_code(&bytes[word.end..]), Some(b'=' | b':')))
        || words(bytes, b"handler").any(|word| bytes[..behind_layout(bytes, word.start)].ends_with(b"class"))
        || words(bytes, PREFIXES.as_bytes()).next().is_some()
        || has_handler(bytes)
        || SQL.is_in(bytes)
}

/// The dotted names that show something. What names one holds all of its parts, whatever it imports under another name.
fn paths() -> impl Iterator<Item = String> {
    let of = |hazard: &'static Hazard| hazard.uses.iter().chain(&hazard.imports).chain(&hazard.libraries);
    let paths = FACTS.hazards.iter().flat_map(of).chain(&FACTS.test_loops).chain([&FACTS.request]);
    let views = FACTS.async_frameworks.iter().map(|framework| format!("{framework}.async"));
    paths.map(|path| path.trim_end_matches('.').to_owned()).chain(views)
}

fn tasks() -> impl Iterator<Item = &'static String> {
    FACTS.hazards.iter().flat_map(|hazard| &hazard.tasks)
}

/// The names of the first and the second parameter of what a platform calls.
fn handlers() -> impl Iterator<Item = (&'static [String], &'static [String])> {
    FACTS.hazards.iter().flat_map(|hazard| {
        let exact = hazard.handlers.iter().filter_map(|names| match names.as_slice() {
            [first, second] => Some((std::slice::from_ref(first), std::slice::from_ref(second))),
            _ => None,
        });
        let named = match hazard.named_handlers.as_slice() {
            [first, second] => Some((first.as_slice(), second.as_slice())),
            _ => None,
        };
        exact.chain(named)
    })
}

static PATHS: LazyLock<Paths> = LazyLock::new(Paths::new);

/// A search for the parts of dotted names.
struct Paths {
    search: Option<AhoCorasick>,
    /// For each name, the numbers of its parts.
    parts: Vec<Vec<usize>>,
    count: usize,
}

impl Paths {
    fn new() -> Self {
        let words = |path: String| path.split('.').map(str::to_owned).collect::<Vec<_>>();
        let words: BTreeSet<String> = paths().flat_map(words).collect();
        let words: Vec<String> = words.into_iter().collect();
        let number = |part: &str| words.binary_search_by(|word| word.as_str().cmp(part)).ok();
        let numbers = |path: String| path.split('.').filter_map(number).collect();
        Self {
            search: AhoCorasick::new(&words).ok(),
            parts: paths().map(numbers).collect(),
            count: words.len(),
        }
    }

    /// Whether all parts of a name stand here, in whatever order.
    fn are_in(&self, bytes: &[u8]) -> bool {
        let Some(search) = &self.search else { return true };
        let mut has = vec![false; self.count];
        for found in search.find_overlapping_iter(bytes) {
            let part = &mut has[found.pattern().as_usize()];
            *part = *part || is_whole(bytes, &found.range());
        }
        self.parts.iter().any(|parts| parts.iter().all(|part| has[*part]))
    }
}

/// Whether a function or a lambda may have the parameters of what a platform calls.
fn has_handler(bytes: &[u8]) -> bool {
    // Underscores in front do not count.
    let named = |name: &'static str| {
        memchr::memmem::find_iter(bytes, name).filter_map(move |at| {
            let start = bytes[..at].iter().rposition(|byte| *byte != b'_').map_or(0, |before| before + 1);
            let range = start..at + name.len();
            is_whole(bytes, &range).then_some(range)
        })
    };
    handlers().any(|(firsts, seconds)| {
        firsts.iter().flat_map(|first| named(first)).filter(|first| is_first(bytes, first.start)).any(
            |first| {
                let behind = &bytes[first.end..bytes.len().min(first.end + FARTHEST)];
                matches!(next_code(behind), Some(b',' | b':' | b'=' | b'#'))
                    && seconds.iter().any(|second| {
                        memchr::memmem::find_iter(behind, second.as_str()).any(|at| {
                            let end = at + second.len();
                            let before = behind[..at].trim_ascii_end().last();
                            before.is_some() && !behind.get(end).is_some_and(|byte| is_part(*byte))
                        })
                    })
            },
        )
    })
}

/// Whether a parameter may stand here.
fn is_first(bytes: &[u8], start: usize) -> bool {
    let line = bytes[..start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    let code = bytes[..start].trim_ascii_end();
    let code = code.strip_suffix(b"\\").unwrap_or(code).trim_ascii_end();
    let is_below = line.is_some_and(|line| code.len() <= line);
    let above = code.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    matches!(code.last(), Some(b'(' | b','))
        || code.ends_with(b"lambda")
        // A comment may stand between.
        || is_below && above.contains(&b'#')
}

static SQL: LazyLock<Sql> = LazyLock::new(Sql::new);

/// A search for SQL, in whatever case.
struct Sql {
    /// The phrases that stand anywhere, and behind them the words that start a text.
    starts: Vec<&'static str>,
    phrases: usize,
    search: Option<AhoCorasick>,
}

impl Sql {
    fn new() -> Self {
        let table = &FACTS.session;
        let anywhere = table.texts.iter().chain(&table.local_calls);
        let mut starts: Vec<&'static str> = anywhere.map(|text| text.trim()).collect();
        let phrases = starts.len();
        starts.push("set");
        starts.extend(table.statements.iter().map(String::as_str));
        let first = |text: &&'static str| text.split_whitespace().next().unwrap_or(text);
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(starts.iter().map(first)).ok();
        Self { starts, phrases, search }
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        let Some(search) = &self.search else { return true };
        search.find_overlapping_iter(bytes).any(|found| {
            let index = found.pattern().as_usize();
            let behind = &bytes[found.end()..];
            if index < self.phrases {
                self.starts[index].split_whitespace().skip(1).try_fold(behind, follows).is_some()
            } else {
                starts_text(&bytes[..found.start()]) && changes_session(index == self.phrases, behind)
            }
        })
    }
}

/// What comes behind white space and a word.
fn follows<'b>(bytes: &'b [u8], word: &str) -> Option<&'b [u8]> {
    let rest = bytes.trim_ascii_start();
    let found = rest.get(..word.len())?;
    (rest.len() < bytes.len() && found.eq_ignore_ascii_case(word.as_bytes())).then(|| &rest[word.len()..])
}

/// Whether these bytes end with a quote, white space and line ends of the text behind it aside.
fn starts_text(mut bytes: &[u8]) -> bool {
    loop {
        bytes = bytes.trim_ascii_end();
        let escape = [&b"\\n"[..], b"\\t", b"\\r", b"\\"].into_iter().find_map(|end| bytes.strip_suffix(end));
        match escape {
            Some(rest) => bytes = rest,
            None => return matches!(bytes.last(), Some(b'"' | b'\'')),
        }
    }
}

/// Whether a text that starts with SET, or with another statement of the table, may go on as one that changes a session.
fn changes_session(is_set: bool, bytes: &[u8]) -> bool {
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    let behind = bytes.trim_ascii_start();
    match behind.first() {
        // The text may have a further piece.
        Some(byte) if is_quote(byte) => {
            let next = behind.iter().position(|byte| !is_quote(byte)).map_or(&[][..], |at| &behind[at..]);
            let next = next.trim_ascii_start();
            return matches!(next, [b'"' | b'\'' | b'+', ..] | [b'a'..=b'z' | b'A'..=b'Z', b'"' | b'\'', ..]);
        }
        Some(b'\\') => return true,
        Some(_) if behind.len() < bytes.len() => {}
        _ => return false,
    }
    let end = behind.iter().position(|byte| is_space(byte) || is_quote(byte) || *byte == b'\\');
    let (word, rest) = behind.split_at(end.unwrap_or(behind.len()));
    if is_set {
        let starts = |name: &String| {
            word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        };
        FACTS.session.variables.iter().any(starts)
            || word.contains(&b'{')
            || word.split_last().is_some_and(|(_, inner)| inner.contains(&b'.'))
    } else {
        // Such a statement has two words.
        matches!(rest.trim_ascii_start().first(), Some(b'"' | b'\'' | b'\\') | None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hazards_are_seen_however_they_are_spelled() {
        for yes in [
            "from os import getpid, fork\nfork()",
            "import os as o\no.fork()",
            "import os\nos . fork()",
            "import anyio as a\na.run(main)",
            "from anyio import (\n    run,\n)",
            "import asyncio as aio, os\naio.run(main)",
            "asyncio . run(main)",
            "from concurrent import futures\nfutures.ProcessPoolExecutor()",
            "from azure import functions",
            "import flask\n\nasync def view(): ...",
            "import flask\ndef hello(request: flask . Request): ...",
            "def handler (event, context):\n    pass",
            "def my_handler( evt, ctx):\n    pass",
            "def my_handler(\n  evt,\n  ctx):\n    pass",
            "def my_handler(  # AWS\n  evt: dict,\n  ctx):\n    pass",
            "def main(__event,_context):\n    pass",
            "def main(\n\tevent: dict[str, str],\n\tcontext):\n    pass",
            "main = lambda _event, context: 0",
            "class  handler(Base): ...",
            "workers: int = 4",
            "workers\t= 4",
            "@app . task\ndef f(): ...",
            "execute(\"\"\"\n    set  Role none\n\"\"\")",
            "execute('''\n    Use other''')",
            "execute('\\nLISTEN ' 'jobs')",
            "execute('set' ' time_zone = 1')",
            "Table('t', metadata, prefixes = ['Temporary'])",
            "select set_Config('a', 'b')",
        ] {
            assert!(tells(yes.as_bytes()), "{yes}");
            assert!(triggers().iter().any(|trigger| yes.contains(trigger)), "{yes}");
        }
    }

    #[test]
    fn most_files_show_nothing() {
        for no in [
            "import os\n\nfor name in os.listdir():\n    show(name)",
            "import asyncio\n\nasync def f():\n    await asyncio.sleep(1)",
            "for event in events:\n    show(1, event, 2)",
            "x = {'use': 1, 'set': 2}",
            "x = ['use','set']",
            "def f():\n    \"\"\"Set the number of it.\"\"\"",
            "def f():\n    \"\"\"Use it well.\"\"\"",
            "print('settings are used')",
            "self.workers.append(1)",
        ] {
            assert!(!tells(no.as_bytes()), "{no}");
        }
    }
}
