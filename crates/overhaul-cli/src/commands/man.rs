//! `overhaul man`.

use std::io::Write;

use clap::{Args, Command};
use clap_mangen::Man;
use overhaul_engine::options::{did_you_mean, nearest};

use crate::error::{Exit, hinted};
use crate::terminal::Terminal;

/// Print the manual page of overhaul, or of one of its commands
///
/// `overhaul man > ~/.local/share/man/man1/overhaul.1` installs it, `overhaul man fleet run | man -l -` shows one.
#[derive(Debug, Args)]
pub struct Manual {
    /// The command that the page is about
    #[arg(value_name = "COMMAND")]
    commands: Vec<String>,
}

impl Manual {
    /// Prints the page of `program` or of a command of it.
    pub fn run(&self, mut program: Command) -> anyhow::Result<Exit> {
        program.build();
        let mut page = &program;
        for name in &self.commands {
            page = page.find_subcommand(name).ok_or_else(|| unknown(page, name))?;
        }
        let mut out = Terminal::raw_out();
        Man::new(page.clone()).manual("overhaul").render(&mut out)?;
        out.flush()?;
        Ok(Exit::Success)
    }
}

fn unknown(parent: &Command, name: &str) -> anyhow::Error {
    let nearest = nearest(name, parent.get_subcommands().map(Command::get_name));
    hinted(
        anyhow::anyhow!("no command is called '{name}'{}", did_you_mean(nearest.as_deref())),
        format!("`{} --help` lists the commands", parent.get_bin_name().unwrap_or("overhaul")),
    )
}
