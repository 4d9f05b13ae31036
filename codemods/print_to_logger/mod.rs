//! print-to-logger: what a service prints goes to its log, word for word.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use overhaul_engine::{
    ChangeSet, Codemod, Fact, FileView, Finding, OptionSpec, Options, Outcome, Page, Project, Survey,
};

mod audience;
mod configure;
mod data;
mod decoration;
mod doctest;
mod facts;
mod handler;
mod instance;
mod judge;
mod level;
mod logger;
mod mention;
#[doc(hidden)]
pub mod message;
mod noqa;
mod notebook;
mod reasons;
mod secret;
mod settings;
mod site;
mod target;

use facts::Conclusion;
use settings::Settings;

static PAGE: LazyLock<Page> = LazyLock::new(|| Page::of(ID, include_str!("README.md")));

const ID: &str = "print-to-logger";

/// Moves what a service prints into its log.
pub struct PrintToLogger {
    settings: Settings,
}

impl Default for PrintToLogger {
    fn default() -> Self {
        Self { settings: Settings::new(&Options::default()) }
    }
}

impl Codemod for PrintToLogger {
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
        if self.settings.configure { &["print", "__main__"] } else { &["print"] }
    }

    fn concerns(&self, bytes: &[u8]) -> bool {
        self.settings.configure || site::may_print(bytes)
    }

    fn survey_triggers(&self) -> &'static [&'static str] {
        &facts::TRIGGERS
    }

    fn surveys(&self, bytes: &[u8]) -> bool {
        facts::tells(bytes)
    }

    fn surveys_file(&self, name: &str) -> bool {
        facts::is_always_surveyed(name)
    }

    fn survey(&self, file: &FileView<'_>) -> Option<Fact> {
        Some(facts::read(file))
    }

    fn conclude(&self, facts: &BTreeMap<String, Fact>, project: &Project) -> Option<Fact> {
        Some(Arc::new(facts::conclude(facts, project)))
    }

    fn rewrite(&self, file: &FileView<'_>, survey: &Survey) -> Vec<Finding> {
        judge::findings(file, survey, &self.settings)
    }

    fn notes(&self, survey: &Survey, changes: &ChangeSet) -> Vec<String> {
        let converts = changes.findings().any(|(_, finding)| finding.codemod == ID && finding.is_fixed());
        let configured = survey.conclusion::<Conclusion>().is_some_and(|known| known.configured_by.is_some());
        if !converts || configured || self.settings.configure {
            return Vec::new();
        }
        vec![
            "nothing in this project configures logging: the root logger stops at WARNING, so `info` lines will not \
             be seen until an entry point calls logging.basicConfig(level=logging.INFO); `configure = true` adds it \
             under the `__main__` guards"
                .to_owned(),
        ]
    }
}

/// A finding of this codemod.
fn finding(range: overhaul_python::TextRange, message: impl Into<String>, outcome: Outcome) -> Finding {
    Finding { codemod: ID, range, message: message.into(), outcome }
}
