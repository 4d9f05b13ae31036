//! The real binary on real trees, git repositories and terminals.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "what a test cannot do is its failure"
)]

#[expect(dead_code, reason = "other tests share it and ask more of it")]
#[path = "../mount.rs"]
mod mount;
mod pseudo_terminal;
mod support;
#[path = "../schemas/validate.rs"]
mod validate;

mod apply;
mod bad_input;
mod branch;
mod cache;
mod codemods;
mod configuration;
mod decisions;
mod diff;
mod findings;
mod formats;
mod help;
mod interruption;
mod memory;
mod output;
mod paths;
mod plan;
mod review;
mod shells;
mod sql;
mod stdin;
mod terminal;
mod web;
