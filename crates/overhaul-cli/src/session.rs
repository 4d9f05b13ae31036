//! What a run came to, and what is said about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use overhaul_engine::{ChangeSet, File, Tree};
use overhaul_report::{Listed, Shown, Summary, concise, visible};
use overhaul_review::Reported;
use overhaul_review::reported::Answer;

use crate::error::shown;
use crate::terminal::Terminal;

mod args;
mod exempt;
mod html;
mod memory;
mod planned;
mod projects;
mod run;
mod source;
mod stdin;

pub use args::{ProjectArgs, RunArgs};
use memory::Memory;
use projects::Target;
pub use run::Previews;
pub use source::{Source, git_error};

const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const FAILED: Style = AnsiColor::Red.on_default().bold();

/// One project of a run.
pub struct Project {
    pub root: PathBuf,
    /// What its paths are shown relative to: the current directory where all that was asked for is below it.
    pub base: PathBuf,
    pub changes: ChangeSet,
    /// What its files hold.
    pub tree: Arc<dyn Tree>,
    /// Ids, in the order in which the codemods ran here.
    pub codemods: Vec<&'static str>,
    target: Target,
    /// Where it is of a commit and was not known already.
    memory: Option<Memory>,
}

/// What a run came to.
pub struct Session {
    pub projects: Vec<Project>,
    /// Ids, each once, in the order in which the codemods ran.
    pub codemods: Vec<&'static str>,
    /// For each codemod, what it was configured to, in one line a configuration.
    pub configured: BTreeMap<&'static str, BTreeSet<String>>,
    /// What was read from standard input, where the run was about that.
    pub stdin: Option<Vec<u8>>,
    /// Where the files were.
    pub source: Source,
    /// The report that the run is restricted to.
    reported: Option<Reported>,
    /// What became of its results, in its order.
    answers: Vec<Answer>,
}

impl Project {
    /// Whether the run was about a file of this name.
    pub fn concerns(&self, name: &str) -> bool {
        self.target.concerns(&File { name: name.to_owned(), path: self.root.join(name) })
    }
}

impl Session {
    /// Keeps what came out for the next run over the same commit, which has all contents of the changes by now.
    pub fn remember(&self) {
        for project in &self.projects {
            if let Some(memory) = &project.memory {
                memory.keep(&project.changes);
            }
        }
    }

    /// Takes in what became of the results of a report in one more project; the best answer counts.
    fn answer(&mut self, answers: Vec<Option<Answer>>) {
        self.answers.resize(answers.len(), Answer::NoFile);
        for (known, answer) in self.answers.iter_mut().zip(answers) {
            let answer = answer.unwrap_or(Answer::NoFile);
            if answer > *known {
                *known = answer;
            }
        }
    }

    /// Says on standard error what became of the results of a report, those that were not fixed one by one.
    pub fn tell_answers(&self, terminal: Terminal) {
        let Some(reported) = &self.reported else { return };
        let mut err = terminal.err();
        let fixed = self.answers.iter().filter(|answer| **answer == Answer::Fixed).count();
        for (result, answer) in reported.results().iter().zip(&self.answers) {
            if *answer != Answer::Fixed {
                let line =
                    result.lines.as_ref().map_or_else(String::new, |lines| format!(":{}", lines.start()));
                let text = format!("{}{line}: {}: {answer}", result.path, result.rule);
                let _ = writeln!(err, "{}", visible(&text));
            }
        }
        if !terminal.is_quiet() {
            let _ = writeln!(err, "{fixed} of {} reported results can be fixed", self.answers.len());
        }
    }

    pub fn shown(&self) -> Vec<Shown<'_>> {
        self.projects.iter().map(|project| Shown { changes: &project.changes, base: &project.base }).collect()
    }

    /// The same, with all paths relative to one directory.
    pub fn shown_from<'a>(&'a self, base: &'a Path) -> Vec<Shown<'a>> {
        self.projects.iter().map(|project| Shown { changes: &project.changes, base }).collect()
    }

    pub fn summary(&self) -> Summary {
        Summary::of(&self.shown(), &self.codemods)
    }

    pub fn has_failures(&self) -> bool {
        self.projects.iter().any(|project| project.changes.has_failures())
    }

    pub fn has_fixes(&self) -> bool {
        self.projects.iter().any(|project| project.changes.has_fixes())
    }

    pub fn has_changes(&self) -> bool {
        self.projects.iter().any(|project| project.changes.changed().next().is_some())
    }

    /// Says on standard error what failed, which is never left out.
    pub fn tell_failures(&self, terminal: Terminal) {
        let mut err = terminal.err();
        for shown in self.shown() {
            for (file, failure) in shown.changes.failures() {
                let mut place = shown.label(file);
                for number in [failure.line, failure.column].into_iter().flatten() {
                    let _ = write!(place, ":{number}");
                }
                let message = visible(&failure.message);
                // Where standard error is gone, the exit code still tells.
                let _ = writeln!(err, "{place}: {FAILED}failed{FAILED:#} ({}): {message}", failure.kind);
            }
        }
    }

    /// Says on standard error what the run came to.
    pub fn tell_summary(&self, terminal: Terminal) {
        if !terminal.is_quiet() {
            let _ = self.summary().write(&mut terminal.err());
        }
    }

    /// Lists on standard error what was seen and left alone, as far as that was asked for.
    pub fn tell_unfixed(&self, terminal: Terminal, listed: Listed) {
        if listed == Listed::default() {
            return;
        }
        for shown in self.shown() {
            let _ = concise::write_unfixed(&mut terminal.err(), &shown, listed);
        }
    }

    /// Says on standard error where paths start that are not relative to the current directory.
    pub fn tell_bases(&self, terminal: Terminal) {
        for project in &self.projects {
            let has_paths = !project.changes.files.is_empty();
            if has_paths && project.base == project.root && !is_current(&project.base) && !terminal.is_quiet()
            {
                let root = shown(&project.root);
                let _ = writeln!(terminal.err(), "{NOTE}note{NOTE:#}: paths are relative to {root}");
            }
        }
    }
}

fn is_current(directory: &Path) -> bool {
    std::env::current_dir().is_ok_and(|current| current == directory)
}
