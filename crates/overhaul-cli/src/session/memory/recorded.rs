//! A work tree that notes what a run learns from it: this is what the run's outcome depends on.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use overhaul_engine::{ContentId, File, Skipped, Tree};
use overhaul_git::blob_id;

use super::index::Index;
use super::stamp::Stamp;

/// A tree on disk, and what was asked about it.
pub struct RecordedTree {
    tree: Box<dyn Tree>,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    contents: HashMap<PathBuf, Held>,
    stamps: Index,
    taken: BTreeMap<String, bool>,
    outside: BTreeSet<PathBuf>,
    is_torn: bool,
}

/// What a file holds, or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
    Content(ContentId),
    Nothing(String),
}

/// What a run asked about besides the contents of its files.
pub struct Asked {
    pub taken: BTreeMap<String, bool>,
    pub outside: BTreeSet<PathBuf>,
}

impl RecordedTree {
    /// The files that have the stamp that the index knows are not read for their ids.
    pub fn new(tree: Box<dyn Tree>, index: &Index) -> Self {
        let mut notes = Notes::default();
        for file in tree.files().iter().chain(tree.metadata()) {
            if let Some((stamp, id)) = index.get(&file.path)
                && Stamp::of(&file.path) == Some(stamp)
            {
                notes.contents.insert(file.path.clone(), Held::Content(id));
                notes.stamps.insert(&file.path, stamp, id);
            }
        }
        Self { tree, notes: Mutex::new(notes) }
    }

    /// Reads the files that nothing is known of.
    pub fn read_unknown(&self) {
        for file in self.all() {
            if !self.notes().contents.contains_key(&file.path) {
                // What cannot be read is noted as that.
                let _ = self.read(file);
            }
        }
    }

    /// All contents as a part of a key. `None` where a file has not been read, or has changed while it was.
    pub fn contents(&self) -> Option<Vec<u8>> {
        let notes = self.notes();
        if notes.is_torn {
            return None;
        }
        let mut text = Vec::new();
        for file in self.all() {
            text.extend(file.name.as_bytes());
            text.push(0);
            match notes.contents.get(&file.path)? {
                Held::Content(id) => text.extend(id),
                Held::Nothing(why) => text.extend(why.as_bytes()),
            }
            text.push(0);
        }
        Some(text)
    }

    pub fn asked(&self) -> Asked {
        let notes = self.notes();
        Asked { taken: notes.taken.clone(), outside: notes.outside.clone() }
    }

    /// The stamps of the files whose next change will show.
    pub fn index(&self) -> Index {
        self.notes().stamps.clone()
    }

    /// Where the files lie that hold a content.
    pub fn places(&self) -> HashMap<ContentId, Vec<PathBuf>> {
        let mut places: HashMap<ContentId, Vec<PathBuf>> = HashMap::new();
        for (path, held) in &self.notes().contents {
            if let Held::Content(id) = held {
                places.entry(*id).or_default().push(path.clone());
            }
        }
        places
    }

    fn all(&self) -> impl Iterator<Item = &File> {
        self.tree.files().iter().chain(self.tree.metadata())
    }

    fn note(&self, path: &Path, held: Held) {
        let mut notes = self.notes();
        if notes.contents.get(path).is_some_and(|known| *known != held) {
            notes.is_torn = true;
        }
        notes.contents.insert(path.to_owned(), held);
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tree for RecordedTree {
    fn files(&self) -> &[File] {
        self.tree.files()
    }

    fn metadata(&self) -> &[File] {
        self.tree.metadata()
    }

    fn read(&self, file: &File) -> io::Result<Vec<u8>> {
        let now = SystemTime::now();
        let stamp = Stamp::of(&file.path);
        let read = self.tree.read(file);
        match &read {
            Ok(bytes) => {
                let id = blob_id(bytes);
                self.note(&file.path, Held::Content(id));
                if let Some(stamp) = stamp.filter(|stamp| stamp.is_settled(now)) {
                    self.notes().stamps.insert(&file.path, stamp, id);
                }
            }
            Err(error) => self.note(&file.path, Held::Nothing(error.to_string())),
        }
        read
    }

    fn content(&self, file: &File) -> Option<ContentId> {
        match self.notes().contents.get(&file.path)? {
            Held::Content(id) => Some(*id),
            Held::Nothing(_) => None,
        }
    }

    fn is_taken(&self, name: &str) -> bool {
        let taken = self.tree.is_taken(name);
        self.notes().taken.insert(name.to_owned(), taken);
        taken
    }

    fn skipped(&self) -> Vec<Skipped> {
        self.tree.skipped()
    }

    fn place(&self, name: &str) -> PathBuf {
        self.tree.place(name)
    }

    fn looked_at(&self, path: &Path) {
        let mut notes = self.notes();
        if !notes.outside.contains(path) {
            notes.outside.insert(path.to_owned());
        }
    }

    fn site_packages(&self) -> Vec<PathBuf> {
        self.tree.site_packages()
    }
}
