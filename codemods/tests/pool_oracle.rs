//! Every case of nullpool-to-queuepool that is rewritten runs before and after, with many queries at once, and
//! `tests/pool_oracle` counts the connections.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it skips"
)]

#[expect(dead_code, reason = "the other tests use the rest")]
mod harness;
#[path = "harness/oracle.rs"]
mod oracle;

#[test]
fn rewritten_engines_have_the_pools_that_were_promised() {
    oracle::check("nullpool-to-queuepool", "pool_oracle");
}

#[test]
fn the_oracle_itself_finds_what_is_wrong() {
    oracle::check_itself("pool_oracle");
}
