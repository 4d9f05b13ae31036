//! `fleet run --engine`: computing on a cluster, publishing here.

use std::path::Path;
use std::process::Command;

use anyhow::Context;
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
        let python = std::env::var_os("OVERHAUL_PYTHON").unwrap_or_else(|| "python3".into());
        let mut driver = Command::new(&python);
        driver.args(["-m", "overhaul_ray"]).arg("--manifest").arg(manifest);
        driver.arg("--state").arg(state).args(reopen.then_some("--option=--reopen"));
        driver.arg("--overhaul").arg(std::env::current_exe().context("failed to find overhaul itself")?);
        if let Some(address) = &self.address {
            driver.arg("--address").arg(address);
        }
        driver.args(terminal.is_quiet().then_some("--quiet"));
        let status = driver.status().map_err(|error| {
            let error = anyhow::Error::from(error).context("failed to start Python for the driver of Ray");
            hinted(error, "OVERHAUL_PYTHON names the Python that has `overhaul[ray]`")
        })?;
        Ok(match status.code() {
            Some(0) => Exit::Success,
            Some(75) => Exit::Transient,
            _ => Exit::Failed,
        })
    }
}
