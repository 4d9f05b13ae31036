//! Changes that rely on changes of other files stand and fall with them.

use std::collections::BTreeSet;

use crate::change_set::{EndState, FileReport};
use crate::finding::Declined;
use crate::gate::Refusal;

/// Withholds the changes that rely on a change that was withheld or left out, and takes away new files that nothing
/// relies on any more.
pub(super) fn withhold(files: &mut Vec<FileReport>) {
    loop {
        let changed: BTreeSet<String> =
            files.iter().filter(|file| file.change.is_some()).map(|file| file.name.clone()).collect();
        let mut is_done = true;
        for file in files.iter_mut().filter(|file| file.change.is_some()) {
            if let Some(missing) = file.relies_on.difference(&changed).next() {
                let refusal = Refusal::Relies(missing.clone());
                refuse(file, &refusal);
                is_done = false;
            }
        }
        if is_done {
            break;
        }
    }
    let relied_on: BTreeSet<String> = files
        .iter()
        .filter(|file| file.change.is_some())
        .flat_map(|file| file.relies_on.iter().cloned())
        .collect();
    let is_new = |file: &FileReport| file.change.as_ref().is_some_and(|change| change.original.is_none());
    files.retain(|file| !is_new(file) || relied_on.contains(&file.name));
}

fn refuse(file: &mut FileReport, refusal: &Refusal) {
    let declined = Declined::new(
        refusal.code(),
        format!("{refusal}, so nothing in this file is changed"),
        "run again with the other change, or without this one",
    );
    for finding in file.findings.iter_mut().filter(|finding| finding.is_fixed()) {
        finding.end_state = EndState::Declined(declined.clone());
    }
    file.change = None;
}
