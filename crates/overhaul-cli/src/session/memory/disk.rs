//! What is kept of a run over a work tree, in the user's cache: its outcome, by all that the run has asked.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;
use std::{fs, io};

use overhaul_engine::prefilter::Hits;
use overhaul_engine::{ChangeSet, Content, ContentId, Known, Selection, Store, Tree, stored};
use overhaul_git::{Cache, blob_id};
use serde::{Deserialize, Serialize};

use super::index::Index;
use super::place::user_cache;
use super::recorded::RecordedTree;
use super::stamp::Stamp;
use super::{described, known_words, program, read_known, write_known};

/// The memory of one project of a work tree.
pub struct DiskMemory {
    cache: Cache,
    tree: Arc<RecordedTree>,
    root: PathBuf,
    started: SystemTime,
    index_key: String,
    contents_key: String,
    /// What the outcome depends on besides the files: program, codemods, options, configuration, decisions.
    parts: Vec<Vec<u8>>,
    index: Index,
    before: OnceLock<HashMap<ContentId, Hits>>,
    learnt: Mutex<HashMap<ContentId, Hits>>,
}

/// What an outcome depends on that only the run could know to ask.
#[derive(Serialize, Deserialize)]
struct Witness {
    /// Whether something stood where the run may have wanted a new file.
    taken: BTreeMap<String, bool>,
    /// The stamps of what types were looked up in outside of the project.
    outside: Vec<(String, Option<Stamp>)>,
}

/// The texts of a kept outcome, and the files that it was about.
struct Texts {
    kept: HashMap<ContentId, Vec<u8>>,
    /// Several where files are equal: while overhaul writes, only some of them still are.
    files: HashMap<ContentId, Vec<PathBuf>>,
}

impl DiskMemory {
    /// The memory of the project below `root`. `asked` says what decides about its outcome besides the files and the
    /// codemods. Gives the tree back where nothing can be kept.
    pub fn of(
        tree: Box<dyn Tree>,
        root: &Path,
        selections: &[Selection],
        asked: Vec<Vec<u8>>,
    ) -> Result<Self, Box<dyn Tree>> {
        let keys = || {
            let (cache, program) = (user_cache()?, program()?);
            let root = root.as_os_str().as_encoded_bytes();
            let codemods = described(selections);
            let own = [&program, root].into_iter().chain(codemods.iter().map(Vec::as_slice));
            let contents_key = Cache::key("contents", own)?;
            Some((
                cache,
                Cache::key("index", [root])?,
                contents_key,
                [vec![program], codemods, asked].concat(),
            ))
        };
        let Some((cache, index_key, contents_key, parts)) = keys().filter(|_| cfg!(unix)) else {
            return Err(tree);
        };
        let started = SystemTime::now();
        let index = cache.get_plain(&index_key).map(|bytes| Index::read(&bytes));
        let is_known = index.is_some();
        let index = index.unwrap_or_default();
        let tree = Arc::new(RecordedTree::new(tree, &index));
        if is_known {
            tree.read_unknown();
        }
        Ok(Self {
            cache,
            tree,
            root: root.to_owned(),
            started,
            index_key,
            contents_key,
            parts,
            index,
            before: OnceLock::new(),
            learnt: Mutex::default(),
        })
    }

    pub fn tree(&self) -> Arc<RecordedTree> {
        Arc::clone(&self.tree)
    }

    /// The outcome of an earlier run to which every question had the same answer.
    pub fn recall(&self) -> Option<ChangeSet> {
        let key = self.outcome_key()?;
        let entry = self.cache.get(&key)?;
        let (length, rest) = entry.split_first_chunk()?;
        let (witness, text) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let witness: Witness = serde_json::from_slice(witness).ok()?;
        if !witness.holds(&self.tree) {
            return None;
        }
        let kept = self.cache.get_plain(&texts_key(&key)?).and_then(|bytes| read_texts(&bytes))?;
        let store = Arc::new(Texts { kept, files: self.tree.places() });
        let shared: Arc<dyn Store> = Arc::clone(&store) as Arc<dyn Store>;
        let changes = stored::restore(text, &self.root, &known_words(), &shared)?;
        let is_whole =
            changes.changed().flat_map(|(_, change)| change.contents()).all(|content| match content {
                Content::Kept { id, .. } => store.kept.contains_key(id) || store.files.contains_key(id),
                Content::Here(_) => true,
            });
        if !is_whole {
            return None;
        }
        self.keep_index();
        Some(changes)
    }

    /// Keeps the outcome of a run, and what was learnt of files and contents.
    pub fn keep(&self, changes: &ChangeSet) {
        self.keep_index();
        self.keep_known();
        // `None` says that there is something that no later run could ask again.
        let _ = self.keep_outcome(changes);
    }

    fn keep_outcome(&self, changes: &ChangeSet) -> Option<()> {
        // The key is about all files, also those that this run had no reason to read.
        self.tree.read_unknown();
        let key = self.outcome_key()?;
        let witness = serde_json::to_vec(&Witness::of(&self.tree, self.started)?).ok()?;
        let places = self.tree.places();
        let (mut seen, mut texts) = (HashSet::new(), Vec::new());
        let text = stored::store(changes, &self.root, |content| {
            let bytes = content.read().ok()?;
            let id = blob_id(&bytes);
            if !places.contains_key(&id) && seen.insert(id) {
                add_text(&mut texts, id, &bytes);
            }
            Some(id)
        })?;
        let mut entry = Vec::from((witness.len() as u64).to_le_bytes());
        entry.extend(witness);
        entry.extend(text);
        self.cache.put_plain(&texts_key(&key)?, &texts);
        self.cache.put(&key, &entry);
        Some(())
    }

    fn keep_index(&self) {
        let index = self.tree.index();
        if index != self.index || self.cache.get_plain(&self.index_key).is_none() {
            self.cache.put_plain(&self.index_key, &index.write());
        }
    }

    fn keep_known(&self) {
        let learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        if learnt.is_empty() {
            return;
        }
        let places = self.tree.places();
        let mut known: HashMap<ContentId, Hits> = self.before().clone();
        known.extend(learnt.iter());
        known.retain(|id, _| places.contains_key(id));
        self.cache.put_plain(&self.contents_key, &write_known(&known));
    }

    fn before(&self) -> &HashMap<ContentId, Hits> {
        self.before.get_or_init(|| {
            let bytes = self.cache.get_plain(&self.contents_key);
            bytes.map(|bytes| read_known(&bytes)).unwrap_or_default()
        })
    }

    fn outcome_key(&self) -> Option<String> {
        let contents = self.tree.contents()?;
        let packages = self.tree.site_packages();
        let packages = packages.iter().map(|path| path.as_os_str().as_encoded_bytes());
        let parts = self.parts.iter().map(Vec::as_slice).chain([contents.as_slice()]).chain(packages);
        Cache::key("outcome", parts)
    }
}

impl Known for DiskMemory {
    fn hits(&self, content: &ContentId) -> Option<Hits> {
        self.before().get(content).copied()
    }

    fn learn(&self, content: ContentId, hits: Hits) {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner).insert(content, hits);
    }
}

impl Witness {
    /// What a run has asked. `None` where an answer may have changed while it ran, or since without a trace.
    fn of(tree: &RecordedTree, started: SystemTime) -> Option<Self> {
        let asked = tree.asked();
        let outside = asked.outside.iter().map(|path| {
            let stamp = Stamp::of(path);
            let is_settled = stamp.is_none_or(|stamp| stamp.is_settled(started));
            is_settled.then_some((path.to_str()?.to_owned(), stamp))
        });
        Some(Self { outside: outside.collect::<Option<_>>()?, taken: asked.taken })
    }

    fn holds(&self, tree: &RecordedTree) -> bool {
        self.taken.iter().all(|(name, taken)| tree.is_taken(name) == *taken)
            && self.outside.iter().all(|(path, stamp)| Stamp::of(Path::new(path)) == *stamp)
    }
}

impl Store for Texts {
    fn read(&self, id: &ContentId) -> io::Result<Vec<u8>> {
        if let Some(text) = self.kept.get(id) {
            return Ok(text.clone());
        }
        let paths = self.files.get(id).into_iter().flatten();
        let mut read = paths.filter_map(|path| fs::read(path).ok());
        let found = read.find(|bytes| blob_id(bytes) == *id);
        found.ok_or_else(|| io::Error::other("the file has changed while overhaul ran"))
    }
}

fn texts_key(outcome_key: &str) -> Option<String> {
    Cache::key("texts", [outcome_key.as_bytes()])
}

fn add_text(bytes: &mut Vec<u8>, id: ContentId, text: &[u8]) {
    bytes.extend(id);
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text);
}

fn read_texts(mut bytes: &[u8]) -> Option<HashMap<ContentId, Vec<u8>>> {
    let mut texts = HashMap::new();
    while !bytes.is_empty() {
        let (id, rest) = bytes.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (text, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        texts.insert(*id, text.to_vec());
        bytes = rest;
    }
    Some(texts)
}
