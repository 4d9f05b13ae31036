//! Whether a file can tell anything, by its bytes alone.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use super::super::logger::is_loggerish;
use super::read::is_releasable;
use crate::commands::may_hand_over;
use crate::scan::{Imported, is_member, is_whole, next_code, search, words};

/// Words that are enough to read a file.
const TELLING: &[&str] = &[
    "getLogger",
    "get_logger",
    "LoggerAdapter",
    "structlog",
    "loguru",
    "basicConfig",
    "dictConfig",
    "fileConfig",
    "coloredlogs",
    "absl",
    "addHandler",
    "LOGGING",
    "capsys",
    "capfd",
    "redirect_stdout",
    "captured_stdout",
    "captured_output",
    "pexpect",
    "check_output",
    "__format__",
];

/// One of these is in all files that take names from others, make a logger by a function of another module, name what a module
/// imports or have a class of an enumeration.
const LOOKED_AT: &[&str] = &["import", "ogger", "traceback", "sys", "stdout", "print", "Enum", "IntFlag"];

/// The literals of files that are worth a look.
pub(in super::super) static TRIGGERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let is_found = |word: &&&str| LOOKED_AT.iter().any(|found| word.contains(found));
    LOOKED_AT.iter().chain(TELLING.iter().filter(|word| !is_found(word))).copied().collect()
});

/// Whether the bytes of a file can tell anything.
pub(in super::super) fn tells(bytes: &[u8]) -> bool {
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| search(TELLING));
    SEARCH.as_ref().is_none_or(|search| search.is_match(bytes))
        || takes_names(bytes)
        || names_imports(bytes)
        || words(bytes, b"stdout").any(|word| is_member(bytes, word.start) || is_text(bytes, &word))
        || words(bytes, b"print").any(|word| may_be_replaced(bytes, &word))
        || makes_logger(bytes)
        || has_enumeration(bytes)
        || may_hand_over(bytes)
}

/// Whether it takes a logger, a module that a fix may release, or everything from another module.
fn takes_names(bytes: &[u8]) -> bool {
    Imported::of(bytes).any(|imported| {
        let is_taken = |name: &[u8]| {
            std::str::from_utf8(name)
                .is_ok_and(|name| is_loggerish(name) || imported.is_from && is_releasable(name))
        };
        imported.is_star() || imported.names().any(is_taken)
    })
}

/// Whether it names a module that another one imports: as its member, or in a text of its own, for `setattr`.
fn names_imports(bytes: &[u8]) -> bool {
    let found = words(bytes, b"traceback").chain(words(bytes, b"sys"));
    found.into_iter().any(|word| is_member(bytes, word.start) || is_text(bytes, &word))
}

/// Whether a word is all of a text.
fn is_text(bytes: &[u8], word: &Range<usize>) -> bool {
    is_quote(bytes[..word.start].last()) && is_quote(bytes.get(word.end))
}

fn is_quote(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b'"' | b'\''))
}

/// Whether something may be put in the place of a builtin: it ends a text, or is given a value as a member.
fn may_be_replaced(bytes: &[u8], word: &Range<usize>) -> bool {
    let is_path = || bytes[..word.start].ends_with(b".") && is_quote(bytes.get(word.end));
    let is_target = || {
        let behind = &bytes[word.end..];
        matches!(next_code(behind), Some(b'=' | b',' | b')' | b']')) && is_member(bytes, word.start)
    };
    is_text(bytes, word) || is_path() || is_target()
}

/// Whether a function by whose name it makes loggers is called as the member of something, or its type is said so.
fn makes_logger(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"ogger").any(|at| {
        let behind = &bytes[at + b"ogger".len()..];
        let start = at.saturating_sub(1);
        next_code(behind) == Some(b'(')
            || bytes[start] == b'L'
                && is_whole(bytes, &(start..at + b"ogger".len()))
                && is_member(bytes, start)
    })
}

/// Whether a class has a base that is an enumeration with a type of its values.
fn has_enumeration(bytes: &[u8]) -> bool {
    if memmem::find(bytes, b"Enum").is_none() && memmem::find(bytes, b"IntFlag").is_none() {
        return false;
    }
    words(bytes, b"class").any(|word| {
        let Some(bases) = bases(&bytes[word.end..]) else { return true };
        let has = |word: &'static [u8]| words(bases, word).next().is_some();
        has(b"IntEnum") || has(b"IntFlag") || has(b"Enum") && bases.contains(&b',')
    })
}

/// What stands between the name of a class and its colon; `None` where that cannot be told by counting brackets.
fn bases(behind: &[u8]) -> Option<&[u8]> {
    let mut depth = 0_usize;
    for (at, byte) in behind.iter().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.checked_sub(1)?,
            b':' | b'\n' | b'\r' if depth == 0 => return Some(&behind[..at]),
            b'"' | b'\'' | b'#' if depth > 0 => return None,
            _ => {}
        }
    }
    Some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_names_an_import_of_another_module_is_read() {
        for yes in [
            "from .svc import traceback",
            "from .svc import(traceback)",
            "from .err import a, sys as s",
            "from .svc import  *",
            "from .svc import\t*",
            "svc . traceback",
            "patch('app.svc.traceback.print_exc')",
            "monkeypatch.setattr(svc, 'sys', fake)",
            "from .log import logger",
            "from .log import (  # ours\n    audit_log as log,\n)",
            "logger = tools.app_logger (__name__)",
            "def app_logger() -> logging . Logger: ...",
            "class Color(str, Enum,):\n    RED = 'r'",
            "class Color(str,\n            enum.Enum):\n    RED = 'r'",
            "class Color(IntFlag): pass",
            "class Money:\n    def  __format__(self, spec): ...",
            "sys . stdout = Fake()",
            "from fire import Fire",
            "monkeypatch.setattr('builtins.print', fake)",
            "monkeypatch.setattr(builtins, \"print\", fake)",
            "monkeypatch.setattr(sys, 'stdout', fake)",
            "patch('app.svc.print', create=True)",
            "svc . print = fake",
            "svc.print, svc.other = fake, fake",
        ] {
            assert!(tells(yes.as_bytes()), "{yes}");
        }
    }

    #[test]
    fn most_files_tell_nothing() {
        for no in [
            "import os, sys, traceback\n\nsys.exit(traceback.format_exc())",
            "from os import path\nimport sys as system",
            "class Color(Enum):\n    RED = 'r'",
            "self.logger.info(1)\nmath.log(2)",
            "print(stdout)",
        ] {
            assert!(!tells(no.as_bytes()), "{no}");
        }
    }
}
