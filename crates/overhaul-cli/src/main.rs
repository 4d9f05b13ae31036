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
        // The commands are not ours.
        use_large_pages(true);
        return overhaul_verify::supervise();
    }
    use_large_pages(false);
    terminal::silence_panics();
    interrupt::install();
    error::exit_code(std::panic::catch_unwind(commands::run))
}

/// Whether memory may come in pages of 2 MB, here and in processes that this one starts. The allocator asks for them, and most
/// runs need a part of one here and there: without, a run over a large tree takes 7 % less memory, a short one 40 %, and
/// where the system has to find the memory first, a third less time. `prctl(2)`, `PR_SET_THP_DISABLE`; what cannot be
/// set stays as it is.
fn use_large_pages(may_be_large: bool) {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(!may_be_large);
    #[cfg(not(target_os = "linux"))]
    let _ = may_be_large;
}
