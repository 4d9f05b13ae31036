//! nullpool-to-queuepool: engines keep their connections where that is right, with a pool that starts.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use overhaul_engine::{
    Codemod, Fact, FileView, Finding, OptionSpec, Options, Outcome, Page, Project, Survey,
};

mod class;
mod data;
mod engine;
mod flow;
mod hazards;
mod judge;
mod life;
mod loose;
mod reasons;
mod resolve;
mod settings;
mod site;
mod url;
mod uses;
mod words;
mod wrapper;
mod write;

use settings::Settings;

static PAGE: LazyLock<Page> = LazyLock::new(|| Page::of(ID, include_str!("README.md")));

const ID: &str = "nullpool-to-queuepool";

/// Gives engines a pool.
pub struct NullpoolToQueuepool {
    settings: Settings,
}

impl Default for NullpoolToQueuepool {
    fn default() -> Self {
        Self { settings: Settings::new(&Options::default()) }
    }
}

impl Codemod for NullpoolToQueuepool {
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
        site::TRIGGERS
    }

    fn concerns(&self, bytes: &[u8]) -> bool {
        site::may_choose(bytes)
    }

    fn survey_triggers(&self) -> &'static [&'static str] {
        hazards::triggers()
    }

    fn surveys(&self, bytes: &[u8]) -> bool {
        hazards::tells(bytes)
    }

    fn survey(&self, file: &FileView<'_>) -> Option<Fact> {
        Some(hazards::read(file))
    }

    fn conclude(&self, facts: &BTreeMap<String, Fact>, _project: &Project) -> Option<Fact> {
        Some(Arc::new(hazards::conclude(facts)))
    }

    fn rewrite(&self, file: &FileView<'_>, survey: &Survey) -> Vec<Finding> {
        judge::Judge::new(file, survey, &self.settings).findings()
    }
}

/// A finding of this codemod.
fn finding(range: overhaul_python::TextRange, message: impl Into<String>, outcome: Outcome) -> Finding {
    Finding { codemod: ID, range, message: message.into(), outcome }
}
