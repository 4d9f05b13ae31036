//! With `configure = true`: an entry point sets logging up where nothing in the project does.

use overhaul_engine::{FileView, Finding, Fix, Level, Need, Outcome};
use overhaul_python::ast::Stmt;
use overhaul_python::imports::{self, Import};
use overhaul_python::names::Resolution;
use overhaul_python::{BindingKind, Edit, Names, Ranged};

use super::facts::Conclusion;
use crate::places::PLACES;
use crate::reach::is_main_guard;

/// The finding for the file's `__main__` guard, where it is an entry point that should configure logging.
pub(super) fn finding(file: &FileView<'_>, conclusion: Option<&Conclusion>) -> Option<Finding> {
    let path = file.path;
    let is_configured = conclusion.is_some_and(|known| known.configured_by.is_some());
    if is_configured || PLACES.test.holds(path) || PLACES.example.holds(path) {
        return None;
    }
    let guard = file.module.body().iter().find_map(|stmt| match stmt {
        Stmt::If(guard) if is_main_guard(&guard.test) => Some(guard),
        _ => None,
    })?;
    let names = file.module.names();
    let is_free = names
        .bindings_in(Names::MODULE, "logging")
        .iter()
        .all(|id| names.binding(*id).kind == BindingKind::Import("logging".to_owned()));
    if !is_free || calls_basic_config(file) {
        return None;
    }
    let first = guard.body.first()?;
    let import = Import::Module("logging".to_owned());
    let logging =
        imports::existing(file.module, &import).map_or_else(|| "logging".to_owned(), |found| found.name);
    let call = format!(
        "{logging}.basicConfig(level={logging}.INFO, format=\"%(asctime)s %(levelname)s %(name)s: %(message)s\")"
    );
    let source = file.module.source();
    let text = match source.indentation_before(first.start()) {
        Some(indentation) => format!("{call}{}{indentation}", file.module.style().line_ending),
        None => format!("{call}; "),
    };
    let fix = Fix {
        edits: vec![Edit::insert(first.start(), text)],
        needs: vec![Need::Import(import)],
        level: Level::Review,
        assumption: Some(
            "nothing outside this project, such as a process manager or framework, configures logging"
                .to_owned(),
        ),
    };
    let message = "nothing in the project configures logging: the entry point does it at level INFO";
    Some(super::finding(guard.test.range(), message, Outcome::Fix(fix)))
}

fn calls_basic_config(file: &FileView<'_>) -> bool {
    let names = file.module.names();
    file.module.text().contains("basicConfig")
        && names.references().iter().any(|reference| {
            reference.name == "logging"
                && !matches!(names.resolve("logging", reference.scope), Resolution::Unbound)
        })
}
