//! `overhaul list`.

use std::io::Write;

use anstyle::Style;
use clap::Args;

use crate::error::Exit;
use crate::terminal::{Paging, Terminal};

const ID: Style = Style::new().bold();

/// List the codemods
#[derive(Debug, Args)]
pub struct List {}

impl List {
    pub fn run(terminal: Terminal) -> anyhow::Result<Exit> {
        let registry = overhaul_codemods::registry();
        let width = registry.iter().map(|codemod| codemod.id().len()).max().unwrap_or_default();
        let mut out = terminal.out(Paging::Off);
        for codemod in &registry {
            let page = codemod.page();
            writeln!(out, "{ID}{:width$}{ID:#}  {}", page.id, page.summary)?;
        }
        out.finish()?;
        Ok(Exit::Success)
    }
}
