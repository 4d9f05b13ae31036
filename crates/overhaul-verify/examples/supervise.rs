//! A binary that is nothing but a supervisor, for the tests.

use std::process::ExitCode;

fn main() -> ExitCode {
    overhaul_verify::supervise()
}
