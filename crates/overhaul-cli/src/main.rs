//! Codemods for Python, as a program.

use std::process::ExitCode;

mod baseline;
mod branch;
mod commands;
mod config;
mod error;
mod interrupt;
mod output;
mod session;
mod terminal;
mod write;

/// Trees are many small allocations; this allocator takes a third off the time of a run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What this program is given to be the process that bounds the commands of a plan or a fleet.
const SUPERVISE: &str = "supervise-commands";

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == SUPERVISE) {
        return overhaul_verify::supervise();
    }
    terminal::silence_panics();
    interrupt::install();
    error::exit_code(std::panic::catch_unwind(commands::run))
}
