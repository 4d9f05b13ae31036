//! The files that `.gitattributes` exempt.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use overhaul_engine::{File, Tree};
use overhaul_git::Exempt;

use super::projects::Target;
use super::source::Source;

/// Files of a project that are read for what they tell and never changed.
#[derive(Default)]
pub struct Exemptions {
    files: HashSet<PathBuf>,
    counts: BTreeMap<Exempt, usize>,
}

impl Exemptions {
    /// What of a project is exempt, unless the file itself was named.
    pub fn of(target: &Target, source: &Source, tree: &dyn Tree) -> Self {
        let mut exemptions = Self::default();
        let Some((top, attributes)) = source.attributes(&target.root, tree) else { return exemptions };
        for file in tree.files().iter().filter(|file| target.concerns(file) && !target.names(file)) {
            let Ok(path) = file.path.strip_prefix(&top) else { continue };
            if let Some(exempt) = attributes.exempts(path).filter(|exempt| source.counts(*exempt)) {
                exemptions.files.insert(file.path.clone());
                *exemptions.counts.entry(exempt).or_default() += 1;
            }
        }
        exemptions
    }

    pub fn cover(&self, file: &File) -> bool {
        self.files.contains(&file.path)
    }

    /// One sentence for the summary, where something is exempt.
    pub fn note(&self) -> Option<String> {
        let parts: Vec<String> =
            self.counts.iter().map(|(exempt, count)| format!("{count} {}", exempt.words())).collect();
        let files = if self.files.len() == 1 { "file is" } else { "files are" };
        (!parts.is_empty()).then(|| {
            format!("{} Python {files} left alone by .gitattributes: {}", self.files.len(), parts.join(", "))
        })
    }
}
