//! A receiver whose driver nothing tells is never changed: every case runs once more with its drivers replaced by
//! modules that nobody knows.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it skips"
)]

#[expect(dead_code, reason = "the other tests use the rest")]
mod harness;

use harness::case_files::{cases, read_case};
use harness::{NamedFile, codemod, transcript};

const ID: &str = "parameterize-sql";

/// The packages that the type service or the table of drivers knows.
const KNOWN: &[&str] = &[
    "sqlite3",
    "aiosqlite",
    "psycopg2",
    "psycopg_pool",
    "psycopg",
    "asyncpg",
    "aiopg",
    "pymysql",
    "aiomysql",
    "MySQLdb",
    "mysql",
    "pyodbc",
    "oracledb",
    "duckdb",
    "sqlalchemy",
    "sqlmodel",
    "databases",
    "django",
    "flask_sqlalchemy",
    "pandas",
    "peewee",
];

/// The text with every word that names a known package replaced by one that names none.
fn without_drivers(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut result = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..].find(|c: char| !is_word(c)).map_or(rest.len(), |length| start + length);
        result.push_str(&rest[..start]);
        let word = &rest[start..end];
        if KNOWN.contains(&word) {
            result.push_str("unheard_of_");
        }
        result.push_str(word);
        rest = &rest[end..];
    }
    result.push_str(rest);
    result
}

#[test]
fn no_unknown_receiver_is_ever_changed() {
    let mut seen = 0;
    for case in cases(ID) {
        let (files, options) = read_case(&case);
        let unknown: Vec<NamedFile> = files
            .iter()
            .map(|(name, bytes)| {
                (name.clone(), without_drivers(&String::from_utf8(bytes.clone()).unwrap()).into_bytes())
            })
            .collect();
        let (said, after) = transcript(&codemod(ID, &options), &unknown);
        assert_eq!(after, unknown, "{} was changed:\n{said}", case.display());
        seen += said.matches("driver-unknown").count();
    }
    assert!(seen > 200, "only {seen} receivers were asked about");
}
