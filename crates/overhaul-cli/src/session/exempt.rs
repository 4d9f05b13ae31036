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
    /// What a commit holds besides files, by what it is.
    others: BTreeMap<&'static str, usize>,
}

impl Exemptions {
    /// What of a project is exempt, unless the file itself was named.
    pub fn of(target: &Target, source: &Source, tree: &dyn Tree) -> Self {
        let mut exemptions = Self::default();
        if let Source::Commit(_) = source {
            for skipped in tree.skipped() {
                let is_asked = target.concerns(&File { name: String::new(), path: skipped.path });
                if is_asked && ["symbolic link", "submodule"].contains(&skipped.reason) {
                    *exemptions.others.entry(skipped.reason).or_default() += 1;
                }
            }
        }
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

    /// Names all that is exempt, for a key.
    pub fn described(&self) -> Vec<u8> {
        let mut files: Vec<&PathBuf> = self.files.iter().collect();
        files.sort();
        format!("{files:?} {:?}", self.notes()).into_bytes()
    }

    /// Sentences for the summary, where something is left alone.
    pub fn notes(&self) -> Vec<String> {
        self.by_attributes().into_iter().chain(self.by_kind()).collect()
    }

    fn by_kind(&self) -> Option<String> {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let parts: Vec<String> =
            self.others.iter().map(|(what, count)| format!("{count} {what}{}", plural(*count))).collect();
        (!parts.is_empty()).then(|| format!("kept as they are: {}", parts.join(", ")))
    }

    fn by_attributes(&self) -> Option<String> {
        let parts: Vec<String> =
            self.counts.iter().map(|(exempt, count)| format!("{count} {}", exempt.words())).collect();
        let files = if self.files.len() == 1 { "file is" } else { "files are" };
        (!parts.is_empty()).then(|| {
            format!("{} Python {files} left alone by .gitattributes: {}", self.files.len(), parts.join(", "))
        })
    }
}
