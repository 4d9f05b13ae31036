//! Every case of parameterize-sql that names a database driver runs before and after the rewrite, against that
//! database, and `tests/sql_oracle` compares.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it skips"
)]

#[expect(dead_code, reason = "the other tests use the rest")]
mod harness;
#[expect(dead_code, reason = "this oracle has no test of its own")]
#[path = "harness/oracle.rs"]
mod oracle;

#[test]
fn rewritten_queries_do_what_the_old_ones_did_and_no_more() {
    oracle::check("parameterize-sql", "sql_oracle");
}
