//! What a codemod is to the engine.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use overhaul_python::types::FileTypes;
use overhaul_python::{Module, PythonVersion};

use crate::change_set::ChangeSet;
use crate::finding::Finding;
use crate::options::{OptionSpec, Options};
use crate::page::Page;
use crate::project::Project;

/// One transform. It sees parsed files and the project's layout, and answers with findings.
pub trait Codemod: Send + Sync {
    fn page(&self) -> &Page;

    /// The options that it takes.
    fn options(&self) -> &'static [OptionSpec];

    /// The same codemod with options that were checked against [`Self::options`].
    fn configured(&self, options: &Options) -> Arc<dyn Codemod>;

    /// The literals without which a file cannot concern this codemod; with none, [`Self::concerns`] is asked about every
    /// file.
    fn triggers(&self) -> &'static [&'static str];

    /// A closer look at a file that holds a trigger, before it is parsed: whether it can still concern this codemod. What it
    /// leaves out is not found, so it has to let pass whatever the parser would read the same way.
    fn concerns(&self, _bytes: &[u8]) -> bool {
        true
    }

    /// A last look at the bytes of a file before it is parsed, by what the project tells.
    fn concerns_surveyed(&self, _bytes: &[u8], _survey: &Survey) -> bool {
        true
    }

    /// The literals of files that tell this codemod something about the project.
    fn survey_triggers(&self) -> &'static [&'static str] {
        &[]
    }

    /// A closer look at a file that holds such a literal, before it is parsed: whether it can tell anything.
    fn surveys(&self, _bytes: &[u8]) -> bool {
        true
    }

    /// Whether a file tells something whatever it holds.
    fn surveys_file(&self, _name: &str) -> bool {
        false
    }

    /// What one file tells about the project. It depends on nothing but the file and its path.
    fn survey(&self, _file: &FileView<'_>) -> Option<Fact> {
        None
    }

    /// Puts the facts of all files together, once a run.
    fn conclude(&self, _facts: &BTreeMap<String, Fact>, _project: &Project) -> Option<Fact> {
        None
    }

    /// The findings of one file, in source order, with offsets into the text that it was given. A codemod that asks for
    /// the survey may be asked again about a file, once the survey is made.
    fn rewrite(&self, file: &FileView<'_>, survey: &Survey) -> Vec<Finding>;

    /// What a user should know about the run as a whole.
    fn notes(&self, _survey: &Survey, _changes: &ChangeSet) -> Vec<String> {
        Vec::new()
    }

    fn id(&self) -> &'static str {
        self.page().id
    }
}

/// Something that a codemod learnt; only the codemod itself knows its type.
pub type Fact = Arc<dyn Any + Send + Sync>;

/// What a codemod sees of one file.
pub struct FileView<'a> {
    /// Relative to the project's root, with `/` between the parts.
    pub path: &'a str,
    pub module: &'a Module,
    pub project: &'a Project,
    /// The lowest Python version that the file must run on.
    pub python: PythonVersion,
    /// Answers about the types in the file.
    pub types: FileTypes<'a>,
    /// Whether the run may write a file of this name, be it there already or new.
    pub may_write: &'a (dyn Fn(&str) -> bool + Sync),
}

/// What a codemod's survey came to. It is made only for codemods that ask for it: where nothing does, the files that it
/// is about are not even parsed.
#[derive(Default)]
pub struct Survey {
    conclusion: Option<Fact>,
    /// `None` where the survey is made.
    asked: Option<AtomicBool>,
}

impl Survey {
    pub fn new(conclusion: Option<Fact>) -> Self {
        Self { conclusion, asked: None }
    }

    /// A survey that is not made, and notes whether somebody asks for it.
    pub fn pending() -> Self {
        Self { conclusion: None, asked: Some(AtomicBool::default()) }
    }

    /// The conclusion, where the codemod drew one of this type.
    pub fn conclusion<T: Any + Send + Sync>(&self) -> Option<&T> {
        if let Some(asked) = &self.asked {
            asked.store(true, Ordering::Relaxed);
        }
        self.conclusion.as_ref()?.downcast_ref()
    }

    /// Whether somebody asked for it before it was made.
    pub fn is_missed(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.load(Ordering::Relaxed))
    }
}
