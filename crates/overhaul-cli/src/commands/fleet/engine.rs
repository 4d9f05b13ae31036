//! `fleet run --engine`: computing on a cluster, publishing here.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};

use crate::error::{Exit, hinted};
use crate::terminal::Terminal;

/// Where repositories are computed.
#[derive(Debug, Args)]
pub struct Engine {
    /// Where repositories are computed
    #[arg(long, value_name = "ENGINE", default_value = "local")]
    engine: Kind,

    /// The address of the cluster, as the engine knows it
    #[arg(long, value_name = "ADDRESS", requires = "engine")]
    address: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// On this machine
    Local,
    /// On a Ray cluster, one task a repository; needs `pip install 'overhaul[ray]'`
    Ray,
}

impl Engine {
    pub fn is_elsewhere(&self) -> bool {
        self.engine != Kind::Local
    }

    /// Hands over to the engine's driver, which calls `compute` on the cluster and `publish` here.
    pub fn run(
        &self,
        manifest: &Path,
        state: &Path,
        reopen: bool,
        terminal: Terminal,
    ) -> anyhow::Result<Exit> {
        let overhaul = env::current_exe().context("failed to find overhaul itself")?;
        let mut driver = python(&overhaul)?;
        driver.args(["-m", "overhaul_ray"]).arg("--manifest").arg(manifest);
        driver.arg("--state").arg(state).args(reopen.then_some("--option=--reopen"));
        driver.arg("--overhaul").arg(overhaul);
        if let Some(address) = &self.address {
            driver.arg("--address").arg(address);
        }
        driver.args(terminal.is_quiet().then_some("--quiet"));
        let status = driver.status().context("failed to start the driver of Ray")?;
        Ok(match status.code() {
            Some(0) => Exit::Success,
            Some(75) => Exit::Transient,
            _ => Exit::Failed,
        })
    }
}

/// Python with the driver: the one that `OVERHAUL_PYTHON` names; without it, the one of the environment that overhaul is
/// installed in or the one of the path.
fn python(overhaul: &Path) -> anyhow::Result<Command> {
    let name = if cfg!(windows) { "python.exe" } else { "python3" };
    let candidates = match env::var_os("OVERHAUL_PYTHON") {
        Some(named) => vec![named],
        None => vec![overhaul.with_file_name(name).into_os_string(), name.into()],
    };
    candidates.iter().find(|candidate| has_driver(candidate)).map(|found| safe(found)).ok_or_else(|| {
        hinted(
            anyhow!("no Python here has the driver for Ray"),
            "`pip install 'overhaul[ray]'` installs it; OVERHAUL_PYTHON names the Python that has it",
        )
    })
}

fn has_driver(python: &OsStr) -> bool {
    let mut question = safe(python);
    question
        .args(["-c", "import overhaul_ray"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    question.status().is_ok_and(|status| status.success())
}

/// Python that takes no module from the directory it is started in, from 3.11 on.
fn safe(python: &OsStr) -> Command {
    let mut command = Command::new(python);
    command.env("PYTHONSAFEPATH", "1");
    command
}
