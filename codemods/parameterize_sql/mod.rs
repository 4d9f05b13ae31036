//! parameterize-sql: values reach a database as parameters, and names through a check.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use overhaul_engine::{
    Codemod, Fact, FileView, Finding, OptionSpec, Options, Outcome, Page, Project, Survey,
};

mod calls;
mod constants;
mod data;
mod fragments;
mod guard;
mod holes;
mod judge;
mod lists;
mod origins;
mod parameters;
mod provenance;
mod query;
mod senders;
mod settings;
mod spelling;
mod sql;
mod survey;
mod template;
mod text;
mod values;
mod write;

use settings::Settings;
use survey::Conclusion;

static PAGE: LazyLock<Page> = LazyLock::new(|| Page::of(ID, include_str!("README.md")));

const ID: &str = "parameterize-sql";

/// Gives values to a database as parameters.
pub struct ParameterizeSql {
    settings: Settings,
}

impl Default for ParameterizeSql {
    fn default() -> Self {
        Self { settings: Settings::new(&Options::default()) }
    }
}

impl Codemod for ParameterizeSql {
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
        // Queries are spelled in too many ways for literals.
        &[]
    }

    fn concerns(&self, bytes: &[u8]) -> bool {
        spelling::may_compose(bytes) || fragments::may_be_in(bytes)
    }

    fn concerns_surveyed(&self, bytes: &[u8], survey: &Survey) -> bool {
        senders::may_send(bytes, survey.conclusion::<Conclusion>()) || fragments::may_be_in(bytes)
    }

    fn survey_triggers(&self) -> &'static [&'static str] {
        &spelling::PASSING
    }

    fn surveys(&self, bytes: &[u8]) -> bool {
        spelling::may_pass_on(bytes)
    }

    fn surveys_file(&self, name: &str) -> bool {
        name.rsplit('/').next() == Some(guard::FILE)
    }

    fn survey(&self, file: &FileView<'_>) -> Option<Fact> {
        survey::warm_up(file);
        Some(survey::read(file))
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
