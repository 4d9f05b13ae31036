//! `overhaul explain`.

use clap::Args;
use overhaul_report::page;

use crate::config;
use crate::error::Exit;
use crate::terminal::{Paging, Terminal};

/// Show the page of a codemod: what it does, why, what it assumes, when it declines, its options
#[derive(Debug, Args)]
pub struct Explain {
    /// The codemod's id, as `overhaul list` shows it
    #[arg(value_name = "ID")]
    codemod: String,
}

impl Explain {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let registry = overhaul_codemods::registry();
        let codemod = config::codemod(&registry, &self.codemod)?;
        let mut out = terminal.out(Paging::Allowed);
        page::write(&mut out, codemod.page().body, Terminal::width())?;
        out.finish()?;
        Ok(Exit::Success)
    }
}
