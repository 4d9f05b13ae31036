//! The gate's last check: a changed file has no type error that its original has not.

use std::collections::BTreeMap;
use std::sync::Arc;

use overhaul_python::types::{TypeError, Types};
use rayon::prelude::*;

use super::failure;
use crate::change_set::{EndState, FailureKind, FileReport};
use crate::finding::Declined;
use crate::gate::Refusal;
use crate::project::Project;
use crate::tree::Tree;
use crate::types;

/// Withholds the changes that bring type errors, checked over the project as it would be with all changes.
pub(super) fn withhold(tree: &Arc<dyn Tree>, project: &Project, before: &Types, files: &mut [FileReport]) {
    let changed: BTreeMap<String, Vec<u8>> = files
        .iter()
        .filter_map(|file| Some((file.name.clone(), file.change.as_ref()?.new_bytes().ok()?.into_owned())))
        .collect();
    if changed.is_empty() {
        return;
    }
    let after = types::service(tree, project, changed);
    files.par_iter_mut().filter(|file| file.change.is_some()).for_each(|file| {
        let is_new = file.change.as_ref().is_some_and(|change| change.original.is_none());
        let known = if is_new { Vec::new() } else { before.errors(&file.name).unwrap_or_default() };
        let found = after.errors(&file.name).unwrap_or_default();
        if let Some(error) = first_new(known, found) {
            refuse(file, &Refusal::Types(error.message));
        }
    });
}

/// The first error that there are more of than before; errors are alike by kind and message, wherever they stand.
fn first_new(known: Vec<TypeError>, found: Vec<TypeError>) -> Option<TypeError> {
    let mut left: BTreeMap<(String, String), usize> = BTreeMap::new();
    for error in known {
        *left.entry((error.rule, error.message)).or_default() += 1;
    }
    found.into_iter().find(|error| match left.get_mut(&(error.rule.clone(), error.message.clone())) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

fn refuse(file: &mut FileReport, refusal: &Refusal) {
    let declined = Declined::new(
        refusal.code(),
        format!("{refusal}, so nothing in this file is changed"),
        "look at the fix without --type-check; where the type is at fault, correct it and run again",
    );
    for finding in &mut file.findings {
        if finding.is_fixed() {
            finding.end_state = EndState::Declined(declined.clone());
        }
    }
    file.change = None;
    file.failures.push(failure(FailureKind::Gate(refusal.code()), refusal.to_string()));
}
