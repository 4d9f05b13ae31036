//! What is kept of a run over a commit, so that the next one need not do the same work again; `disk` does it for a work
//! tree.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use overhaul_engine::prefilter::Hits;
use overhaul_engine::{ChangeSet, Content, ContentId, Known, Selection, Store, Tree, stored};
use overhaul_git::{Cache, Snapshot};

mod disk;
mod index;
mod place;
mod recorded;
mod stamp;

pub use disk::DiskMemory;

/// As many contents are known of; beyond that, only those of the last run.
const MAX_KNOWN: usize = 200_000;

/// Bytes of a content id and what is known of it.
const RECORD: usize = 28;

/// The memory of one project of a commit: its whole outcome, and by content what the prefilter said.
pub struct Memory {
    snapshot: Arc<Snapshot>,
    root: PathBuf,
    cache: Cache,
    /// For the outcome: everything that it depends on.
    outcome_key: String,
    /// For contents: the codemods and their options.
    contents_key: String,
    before: HashMap<ContentId, Hits>,
    learnt: Mutex<HashMap<ContentId, Hits>>,
}

impl Memory {
    /// What is known of the project below `root`. `asked` says what decides about its outcome besides the commit and the
    /// codemods. `None` where this program cannot tell itself from another version of it.
    pub fn of(
        snapshot: &Arc<Snapshot>,
        root: &Path,
        selections: &[Selection],
        asked: &[Vec<u8>],
        tree: &dyn Tree,
    ) -> Option<Self> {
        let program = program()?;
        let codemods = described(selections);
        let contents_key = {
            let parts = std::iter::once(&program).chain(&codemods);
            Cache::key("contents", parts.map(Vec::as_slice))?
        };
        let commit = snapshot.tree().as_bytes().to_vec();
        let installed = installed(&tree.site_packages());
        let parts = [&program, &commit, &installed].into_iter().chain(&codemods).chain(asked);
        let outcome_key = Cache::key("outcome", parts.map(Vec::as_slice))?;
        let cache = Cache::of(snapshot.common_directory());
        let before = cache.get(&contents_key).map(|bytes| read_known(&bytes)).unwrap_or_default();
        Some(Self {
            snapshot: Arc::clone(snapshot),
            root: root.to_owned(),
            cache,
            outcome_key,
            contents_key,
            before,
            learnt: Mutex::default(),
        })
    }

    /// The outcome of an earlier run, where the repository still has all that it made.
    pub fn recall(&self) -> Option<ChangeSet> {
        let text = self.cache.get(&self.outcome_key)?;
        let store: Arc<dyn Store> = Arc::clone(&self.snapshot) as Arc<dyn Store>;
        let changes = stored::restore(&text, &self.root, &known_words(), &store)?;
        let stages = changes.changed().flat_map(|(_, change)| &change.stages);
        let ids = stages.filter_map(|stage| match stage.content {
            Content::Kept { id, .. } => Some(id),
            Content::Here(_) => None,
        });
        self.snapshot.has_all(ids).then_some(changes)
    }

    /// Keeps the outcome of a run of which the repository has all that it made, and what was learnt of contents.
    pub fn keep(&self, changes: &ChangeSet) {
        let mut ids = Vec::new();
        let text = stored::store(changes, &self.root, |content| {
            let id = match content {
                Content::Kept { id, .. } => *id,
                Content::Here(bytes) => overhaul_git::blob_id(bytes),
            };
            ids.push(id);
            Some(id)
        });
        if let Some(text) = text.filter(|_| self.snapshot.has_all(ids)) {
            self.cache.put(&self.outcome_key, &text);
        }
        let learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        if learnt.is_empty() {
            return;
        }
        let mut known: HashMap<ContentId, Hits> = self.before.clone();
        if known.len() + learnt.len() > MAX_KNOWN {
            known.clear();
        }
        known.extend(learnt.iter());
        self.cache.put(&self.contents_key, &write_known(&known));
    }
}

impl Known for Memory {
    fn hits(&self, content: &ContentId) -> Option<Hits> {
        self.before.get(content).copied()
    }

    fn learn(&self, content: ContentId, hits: Hits) {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner).insert(content, hits);
    }
}

/// The codemods of a run with their options, once more for each override with options of its own.
fn described(selections: &[Selection]) -> Vec<Vec<u8>> {
    let codemods = selections.iter().flat_map(|selection| {
        let overrides = selection.overrides.iter().map(|over| &over.options);
        let options =
            std::iter::once(&selection.options).chain(overrides.filter(|options| !options.is_empty()));
        options.flat_map(|options| {
            let given = options.given().map(|(name, value)| format!("{name} = {value}"));
            std::iter::once(selection.codemod.id().to_owned()).chain(given)
        })
    });
    codemods.map(String::into_bytes).collect()
}

/// The ids of all codemods, and their reasons.
fn known_words() -> BTreeSet<&'static str> {
    let registry = overhaul_codemods::registry();
    let pages = registry.iter().map(|codemod| codemod.page());
    pages.flat_map(|page| std::iter::once(page.id).chain(page.reasons())).collect()
}

/// What tells this program from another build of it.
fn program() -> Option<Vec<u8>> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let built = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some(format!("{} {} {built}", env!("CARGO_PKG_VERSION"), file.len()).into_bytes())
}

/// What tells the installed packages from others: their directories, whose names hold versions, and when each was changed.
fn installed(directories: &[PathBuf]) -> Vec<u8> {
    let mut entries: Vec<String> = Vec::new();
    for directory in directories {
        for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
            let changed = entry.metadata().and_then(|metadata| metadata.modified()).ok();
            entries.push(format!("{} {changed:?}", entry.path().display()));
        }
    }
    entries.sort();
    entries.join("\n").into_bytes()
}

fn read_known(bytes: &[u8]) -> HashMap<ContentId, Hits> {
    let records = bytes.chunks_exact(RECORD).filter_map(|record| {
        let (id, hits) = record.split_first_chunk()?;
        Some((*id, Hits::from_le_bytes(hits.try_into().ok()?)))
    });
    records.collect()
}

fn write_known(known: &HashMap<ContentId, Hits>) -> Vec<u8> {
    let mut records: Vec<(&ContentId, &Hits)> = known.iter().collect();
    records.sort_by_key(|(id, _)| **id);
    let mut bytes = Vec::with_capacity(records.len() * RECORD);
    for (id, hits) in records {
        bytes.extend(id);
        bytes.extend(hits.to_le_bytes());
    }
    bytes
}
