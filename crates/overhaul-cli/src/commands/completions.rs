//! `overhaul completions`.

use std::io::Write;

use clap::builder::PossibleValuesParser;
use clap::{Args, Command};
use clap_complete::Shell;

use crate::error::Exit;
use crate::terminal::Terminal;

/// The commands that take ids of codemods, and what for.
const TAKE_IDS: &[(&str, &str)] = &[
    ("check", "codemods"),
    ("diff", "codemods"),
    ("apply", "codemods"),
    ("review", "codemods"),
    ("explain", "codemod"),
];

/// Print a script that completes overhaul's command line in a shell
///
/// For bash, `overhaul completions bash > ~/.local/share/bash-completion/completions/overhaul`; for zsh, a file `_overhaul`
/// in a directory of `$fpath`; for fish, `~/.config/fish/completions/overhaul.fish`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell that reads the script
    shell: Shell,
}

impl Completions {
    /// Prints the script for the command line of `program`.
    pub fn run(&self, program: Command) -> anyhow::Result<Exit> {
        let registry = overhaul_codemods::registry();
        let ids: Vec<&'static str> = registry.iter().map(|codemod| codemod.id()).collect();
        let mut program = TAKE_IDS.iter().fold(program, |program, (name, argument)| {
            program.mut_subcommand(name, |command| {
                command.mut_arg(argument, |taken| taken.value_parser(PossibleValuesParser::new(&ids)))
            })
        });
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, "overhaul", &mut script);
        let mut out = Terminal::raw_out();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Exit::Success)
    }
}
