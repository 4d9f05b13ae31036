//! The errors that the type checker finds in a file.

use ruff_db::diagnostic::Severity;
use ruff_db::files::system_path_to_file;
use ty_python_semantic::Db as _;

use super::{Types, system};

/// What the type checker complains about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeError {
    /// The checker's own name for the kind of error.
    pub rule: String,
    pub message: String,
    /// The byte at which it is found.
    pub offset: u32,
}

impl Types {
    /// The errors of a file, in source order. `None` where the checker gives no answer.
    pub fn errors(&self, name: &str) -> Option<Vec<TypeError>> {
        let database = self.database()?;
        super::caught(|| {
            let file = system_path_to_file(&database, system::project_path(name)).ok()?;
            let mut errors: Vec<TypeError> = database
                .check_file(file)
                .iter()
                .filter(|diagnostic| diagnostic.severity() >= Severity::Error)
                .map(|diagnostic| TypeError {
                    rule: diagnostic.id().to_string(),
                    message: diagnostic.concise_message().to_string(),
                    offset: diagnostic
                        .primary_span()
                        .and_then(|span| span.range())
                        .map_or(0, |range| range.start().to_u32()),
                })
                .collect();
            errors.sort_by(|a, b| (a.offset, &a.rule, &a.message).cmp(&(b.offset, &b.rule, &b.message)));
            Some(errors)
        })
    }
}
