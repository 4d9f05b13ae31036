//! Where commands cannot be bounded, none is run.

use std::process::ExitCode;

use crate::{Error, Report, Supervisor, Verify};

/// Ends runs before their time.
#[derive(Debug, Clone, Default)]
pub struct Stop;

impl Stop {
    pub fn now(&self) {}
}

pub fn run(_: &Supervisor, _: &Verify<'_>, _: &Stop) -> Result<Report, Error> {
    Err(Error::Unsupported)
}

/// The entry point of the supervisor.
pub fn supervise() -> ExitCode {
    ExitCode::FAILURE
}
