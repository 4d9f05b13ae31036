//! Every case of centralize-cors with an application is started before and after the rewrite, and `tests/cors_oracle`
//! compares what it answers to browsers of many origins.

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
fn rewritten_applications_answer_as_they_did() {
    oracle::check("centralize-cors", "cors_oracle");
}

#[test]
fn the_oracle_itself_finds_what_is_wrong() {
    oracle::check_itself("cors_oracle");
}
