//! centralize-cors: one policy in one place, and what is open about the policies that are there.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use overhaul_engine::{
    Codemod, Fact, FileView, Finding, OptionSpec, Options, Outcome, Page, Project, Survey,
};

mod class;
mod data;
mod django;
mod helper;
mod judge;
mod look;
mod module;
mod plan;
mod policy;
mod reports;
mod settings;
mod site;
mod survey;
mod value;

use settings::Settings;

static PAGE: LazyLock<Page> = LazyLock::new(|| Page::of(ID, include_str!("README.md")));

const ID: &str = "centralize-cors";

/// Gathers the CORS policies of a project.
pub struct CentralizeCors {
    settings: Settings,
}

impl Default for CentralizeCors {
    fn default() -> Self {
        Self { settings: Settings::new(&Options::default()) }
    }
}

impl Codemod for CentralizeCors {
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
        look::TRIGGERS
    }

    fn concerns(&self, bytes: &[u8]) -> bool {
        look::may_give(bytes)
    }

    fn survey_triggers(&self) -> &'static [&'static str] {
        &look::SURVEY_TRIGGERS
    }

    fn surveys(&self, bytes: &[u8]) -> bool {
        look::may_tell(bytes)
    }

    fn survey(&self, file: &FileView<'_>) -> Option<Fact> {
        Some(survey::read(file, &self.settings))
    }

    fn conclude(&self, facts: &BTreeMap<String, Fact>, project: &Project) -> Option<Fact> {
        Some(Arc::new(plan::conclude(facts, project, &self.settings)))
    }

    fn rewrite(&self, file: &FileView<'_>, survey: &Survey) -> Vec<Finding> {
        judge::Judge { file, survey, settings: &self.settings }.findings()
    }
}

/// A finding of this codemod.
fn finding(range: overhaul_python::TextRange, message: impl Into<String>, outcome: Outcome) -> Finding {
    Finding { codemod: ID, range, message: message.into(), outcome }
}
