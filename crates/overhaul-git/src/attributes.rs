//! What `.gitattributes` say about files. Source: gitattributes(5).

use std::collections::BTreeSet;
use std::path::Path;

use gix_attributes::StateRef;
use gix_attributes::glob::pattern::Case;
use gix_attributes::search::{MetadataCollection, Outcome};

/// The attributes that decide whether a file is left alone.
const ASKED: [&str; 3] = ["overhaul", "linguist-generated", "filter"];

/// The `.gitattributes` of a repository, those in it and in no user's configuration.
#[derive(Default)]
pub struct Attributes {
    search: gix_attributes::Search,
    names: MetadataCollection,
}

/// Why a file is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exempt {
    /// `overhaul=off` or `-overhaul`.
    Off,
    /// `linguist-generated`, by which forges fold files in a diff.
    Generated,
    /// `filter=…`: what git stores is not what the file holds, as with git-lfs.
    Filtered,
}

impl Exempt {
    /// In words that follow a number of files.
    pub fn words(self) -> &'static str {
        match self {
            Self::Off => "marked overhaul=off",
            Self::Generated => "marked linguist-generated",
            Self::Filtered => "kept by a filter such as git-lfs",
        }
    }
}

impl Attributes {
    /// Reads the attributes that can say something about files at these paths, which are relative to the repository's
    /// root; `read` gives the text of a `.gitattributes` where there is one.
    pub fn of<'p>(
        files: impl IntoIterator<Item = &'p Path>,
        mut read: impl FnMut(&Path) -> Option<Vec<u8>>,
    ) -> Self {
        let mut directories: BTreeSet<&Path> = BTreeSet::new();
        for file in files {
            for directory in file.ancestors().skip(1) {
                if !directories.insert(directory) {
                    break;
                }
            }
        }
        let mut attributes = Self::default();
        // A directory sorts before those in it, and what is read later wins.
        for directory in directories {
            let source = directory.join(".gitattributes");
            let Some(text) = read(&source) else { continue };
            let is_root = directory.as_os_str().is_empty();
            // Only the file at the top may define macros. What cannot be understood says nothing, as in git.
            let _ = attributes.search.add_patterns_buffer(
                &text,
                source,
                Some(Path::new("")),
                &mut attributes.names,
                is_root,
            );
        }
        attributes
    }

    /// Whether nothing is said about any file.
    pub fn is_empty(&self) -> bool {
        self.search.num_pattern_lists() == 0
    }

    /// Why a file at a path relative to the repository's root is left alone, if it is.
    pub fn exempts(&self, path: &Path) -> Option<Exempt> {
        let mut found = Outcome::default();
        found.initialize_with_selection(&self.names, ASKED);
        let bytes = crate::paths::bytes_of(path);
        let is_matched = self.search.pattern_matching_relative_path(
            bytes.as_slice().into(),
            Case::Sensitive,
            Some(false),
            &mut found,
        );
        if !is_matched {
            return None;
        }
        let exempt = found.iter_selected().filter_map(|found| {
            let state = found.assignment.state;
            let value = match state {
                StateRef::Value(value) => value.as_bstr().to_vec(),
                _ => Vec::new(),
            };
            match found.assignment.name.as_str() {
                "overhaul" => (state == StateRef::Unset || value == b"off").then_some(Exempt::Off),
                "linguist-generated" => {
                    (state == StateRef::Set || value == b"true").then_some(Exempt::Generated)
                }
                _ => (!value.is_empty()).then_some(Exempt::Filtered),
            }
        });
        exempt.min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_and_the_last_line_win() {
        let texts = [
            (
                ".gitattributes",
                "[attr]ours overhaul=off\n*_pb2.py linguist-generated\n/legacy/** overhaul=off\n*.bin filter=lfs -text\ntool.py ours\n\"a b.py\" -overhaul\n",
            ),
            ("gen/.gitattributes", "* linguist-generated=true\nhand.py -linguist-generated\n"),
            ("legacy/kept/.gitattributes", "* !overhaul\n"),
        ];
        let files = [
            ("x_pb2.py", Some(Exempt::Generated)),
            ("pkg/x_pb2.py", Some(Exempt::Generated)),
            ("legacy/a.py", Some(Exempt::Off)),
            ("legacy/deep/a.py", Some(Exempt::Off)),
            ("legacy/kept/a.py", None),
            ("gen/a.py", Some(Exempt::Generated)),
            ("gen/hand.py", None),
            ("blob.bin", Some(Exempt::Filtered)),
            ("pkg/tool.py", Some(Exempt::Off)),
            ("a b.py", Some(Exempt::Off)),
            ("plain.py", None),
        ];
        let attributes = Attributes::of(files.iter().map(|(file, _)| Path::new(*file)), |path| {
            let found = texts.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| text.as_bytes().to_vec())
        });
        for (file, expected) in files {
            assert_eq!(attributes.exempts(Path::new(file)), expected, "{file}");
        }
    }
}
