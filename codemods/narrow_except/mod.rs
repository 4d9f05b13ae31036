//! narrow-except: a handler says what it catches, as far as that can be proved, and the rest is left alone.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use overhaul_engine::{
    Codemod, Fact, FileView, Finding, OptionSpec, Options, Outcome, Page, Project, Survey,
};

mod binding;
mod data;
mod effects;
mod explain;
mod handler;
mod judge;
mod leave;
mod naming;
mod place;
mod settings;
mod survey;
mod union;
mod write;

use crate::scan::may_be_code;
use settings::Settings;
use survey::Conclusion;

static PAGE: LazyLock<Page> = LazyLock::new(|| Page::of(ID, include_str!("README.md")));

const ID: &str = "narrow-except";

/// Says what handlers catch.
pub struct NarrowExcept {
    settings: Settings,
}

impl Default for NarrowExcept {
    fn default() -> Self {
        Self { settings: Settings::new(&Options::default()) }
    }
}

impl Codemod for NarrowExcept {
    fn page(&self) -> &Page {
        &PAGE
    }

    fn options(&self) -> &'static [OptionSpec] {
        settings::OPTIONS
    }

    fn configured(&self, options: &Options) -> Arc<dyn Codemod> {
        Arc::new(Self { settings: Settings::new(options) })
    }

    fn triggers(&self) -> &'static [&'static str] {
        &["except"]
    }

    fn concerns(&self, bytes: &[u8]) -> bool {
        let broad = [&b"Exception"[..], b"BaseException"];
        let is_bare = memchr::memmem::find_iter(bytes, b"except").any(|at| {
            let rest = &bytes[at + "except".len()..];
            let behind = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
            matches!(behind, Some(b':' | b'\\')) && may_be_code(bytes, at)
        });
        is_bare || self.settings.broad && broad.iter().any(|word| memchr::memmem::find(bytes, word).is_some())
    }

    fn survey_triggers(&self) -> &'static [&'static str] {
        survey::TRIGGERS
    }

    fn surveys(&self, bytes: &[u8]) -> bool {
        survey::may_define(bytes)
    }

    fn survey(&self, file: &FileView<'_>) -> Option<Fact> {
        survey::read(file)
    }

    fn conclude(&self, facts: &BTreeMap<String, Fact>, _project: &Project) -> Option<Fact> {
        Some(Arc::new(survey::conclude(facts)))
    }

    fn rewrite(&self, file: &FileView<'_>, survey: &Survey) -> Vec<Finding> {
        let none = Conclusion::default();
        let known = survey.conclusion::<Conclusion>().unwrap_or(&none);
        judge::Judge::new(file, known, &self.settings).findings()
    }
}

/// A finding of this codemod.
fn finding(range: overhaul_python::TextRange, message: impl Into<String>, outcome: Outcome) -> Finding {
    Finding { codemod: ID, range, message: message.into(), outcome }
}
