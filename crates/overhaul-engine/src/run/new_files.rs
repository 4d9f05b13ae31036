//! The files that a run adds to the project.

use std::collections::BTreeMap;

use overhaul_python::{Module, Source};

use super::{failure, report};
use crate::change_set::{Change, Content, FailureKind, FileReport, Stage};
use crate::gate::Refusal;
use crate::project::Project;
use crate::shared::NewFile;
use crate::tree::{File, Tree};

/// One report for each file that is asked for and that the project does not have. The first codemod that asked for a
/// file owns it; a text that is no Python, or another text for the same file, is a failure.
pub(super) fn reports(
    tree: &dyn Tree,
    project: &Project,
    needed: impl Iterator<Item = (&'static str, NewFile)>,
) -> Vec<FileReport> {
    let mut files: BTreeMap<String, (&'static str, Vec<String>)> = BTreeMap::new();
    for (codemod, file) in needed.filter(|(_, file)| !project.contains(&file.name)) {
        let (_, texts) = files.entry(file.name).or_insert_with(|| (codemod, Vec::new()));
        if !texts.contains(&file.text) {
            texts.push(file.text);
        }
    }
    files
        .into_iter()
        .map(|(name, (codemod, texts))| {
            let file = File { path: tree.place(&name), name };
            match checked(&texts) {
                Ok(bytes) => {
                    let stages = vec![Stage { codemod, content: Content::Here(bytes) }];
                    let change = Some(Change { original: None, stages });
                    FileReport { change, ..report(&file, Vec::new()) }
                }
                Err(refusal) => {
                    let kind = FailureKind::Gate(refusal.code());
                    report(&file, vec![failure(kind, refusal.to_string())])
                }
            }
        })
        .collect()
}

fn checked(texts: &[String]) -> Result<Vec<u8>, Refusal> {
    let [text] = texts else { return Err(Refusal::Overlap) };
    let bytes = text.clone().into_bytes();
    let source = Source::decode(bytes.clone()).map_err(|error| Refusal::Parse(error.to_string()))?;
    Module::parse(source).map_err(|error| Refusal::Parse(error.to_string()))?;
    Ok(bytes)
}
