//! What every run takes from the command line.

use std::path::PathBuf;

use clap::Args;
use overhaul_engine::Selection;
use overhaul_plan::Plan;
use overhaul_report::Listed;
use overhaul_review::Decisions;

use super::projects::Target;
use super::source::Source;
use crate::config::Config;

/// What `check`, `diff`, `apply` and `review` have in common.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Files and directories to look at, or `-` for standard input
    #[arg(default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Run this codemod, and no other that is not named; may be given more than once
    #[arg(long = "codemod", value_name = "ID")]
    pub(super) codemods: Vec<String>,

    /// Leave out fixes that a person has to review
    #[arg(long)]
    pub(super) safe_only: bool,

    /// Withhold changes that bring type errors; costs some 10 ms a changed file
    #[arg(long)]
    pub(super) type_check: bool,

    /// Also show what was seen and left alone, and why
    #[arg(long)]
    show_declined: bool,

    /// Leave out fixes that nobody has accepted in a review
    #[arg(long)]
    pub(super) accepted_only: bool,

    /// Restrict the run to what this report of another tool has found
    #[arg(long, value_name = "FILE")]
    pub(super) from_sarif: Option<PathBuf>,

    /// Also show the fixes that were rejected in a review
    #[arg(long)]
    show_rejected: bool,

    /// Leave out paths that match, on top of what is left out by default; may be given more than once
    ///
    /// The glob is relative to the project's root. A bare name matches at any depth, and what matches a directory
    /// matches everything below it.
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,

    /// Leave out what is left out by default also where it is named, as hooks name all changed files
    #[arg(long)]
    pub(super) force_exclude: bool,

    /// Read the configuration from this file instead of overhaul.toml or pyproject.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Read the files of this commit instead of those on disk
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,

    /// Neither use nor keep what runs learn
    #[arg(long)]
    pub(super) no_cache: bool,

    /// Work with this many threads; one a processor if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) jobs: Option<u16>,

    /// The path that standard input has in its project
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,
}

/// What the commands take that are about one project and a plan of it.
#[derive(Debug, Args)]
pub struct ProjectArgs {
    /// The directory of the project
    #[arg(long, value_name = "DIRECTORY", default_value = ".", hide_default_value = true)]
    pub project: PathBuf,

    /// Leave out fixes that a person has to review
    #[arg(long)]
    safe_only: bool,

    /// Withhold changes that bring type errors; costs some 10 ms a changed file
    #[arg(long)]
    type_check: bool,

    /// Leave out fixes that nobody has accepted in a review
    #[arg(long)]
    accepted_only: bool,

    /// Leave out paths that match, on top of what is left out by default; may be given more than once
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Read the configuration from this file instead of overhaul.toml or pyproject.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Read the files of this commit instead of those on disk
    #[arg(long, value_name = "REV")]
    base: Option<String>,

    /// Work with this many threads; one a processor if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

impl ProjectArgs {
    /// The run over the whole project.
    pub fn run_args(&self) -> RunArgs {
        RunArgs {
            paths: vec![self.project.clone()],
            codemods: Vec::new(),
            safe_only: self.safe_only,
            type_check: self.type_check,
            show_declined: false,
            accepted_only: self.accepted_only,
            from_sarif: None,
            show_rejected: false,
            exclude: self.exclude.clone(),
            config: self.config.clone(),
            base: self.base.clone(),
            jobs: self.jobs,
            stdin_filename: None,
            force_exclude: false,
            no_cache: false,
        }
    }
}

impl RunArgs {
    /// The same run over another directory on disk.
    pub fn elsewhere(&self, directory: PathBuf) -> Self {
        Self {
            paths: vec![directory],
            codemods: Vec::new(),
            from_sarif: None,
            exclude: self.exclude.clone(),
            config: self.config.clone(),
            base: None,
            stdin_filename: None,
            ..*self
        }
    }

    /// Where the files of the run are.
    pub fn source(&self) -> anyhow::Result<Source> {
        match &self.base {
            Some(_) => self.commit(),
            None => Ok(Source::Disk),
        }
    }

    /// The commit that the run starts from, HEAD if none is named.
    pub fn commit(&self) -> anyhow::Result<Source> {
        Source::commit(self.base.as_deref().unwrap_or("HEAD"), &self.paths)
    }

    /// What decides about the outcome of a project besides its files and the options of the codemods.
    pub(super) fn decides(
        &self,
        target: &Target,
        config: &Config,
        decisions: &Decisions,
        planned: Option<&Plan>,
    ) -> Vec<Vec<u8>> {
        let mut named: Vec<Vec<u8>> =
            target.named().map(|path| path.as_os_str().as_encoded_bytes().to_vec()).collect();
        named.sort();
        let mut parts = vec![
            target.root.as_os_str().as_encoded_bytes().to_vec(),
            config.text().as_bytes().to_vec(),
            decisions.text().as_bytes().to_vec(),
            format!("{:?}", decisions.renames).into_bytes(),
            [self.safe_only, self.type_check, self.accepted_only, self.force_exclude].map(u8::from).to_vec(),
            self.exclude.join("\n").into_bytes(),
            planned.map(|plan| format!("{:?}", plan.items).into_bytes()).unwrap_or_default(),
        ];
        parts.append(&mut named);
        parts
    }

    /// What decides about the fixes of a codemod, in one line.
    pub(super) fn describe(&self, selection: &Selection) -> String {
        let mut parts: Vec<String> =
            Some(selection.describe()).filter(|text| !text.is_empty()).into_iter().collect();
        for (flag, is_given) in [
            ("--safe-only", self.safe_only),
            ("--type-check", self.type_check),
            ("--accepted-only", self.accepted_only),
        ] {
            parts.extend(is_given.then(|| flag.to_owned()));
        }
        if parts.is_empty() { "default".to_owned() } else { parts.join(", ") }
    }

    /// Which findings that changed nothing are shown.
    pub fn listed(&self) -> Listed {
        Listed { declined: self.show_declined, rejected: self.show_rejected }
    }
}
