//! New objects: kept in memory until all of them are known, then written at once.
//!
//! Thousands of loose objects cost a file each; one pack costs one. A few are kept loose, as git itself does, so that small
//! runs leave no pack each.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use git2::{Indexer, ObjectType, OdbLookupFlags, Oid, Repository, Tree};
use rayon::prelude::*;
use sha1::{Digest, Sha1};
use tempfile::Builder;

use crate::Error;

/// As many objects make a pack worth while: git's `fetch.unpackLimit`.
const PACKED: usize = 100;

/// A repository whose new objects stay in memory.
pub struct Staging {
    repository: Repository,
    blobs: BTreeMap<Oid, Vec<u8>>,
}

impl Staging {
    /// Another handle on the repository of `repository`; that one sees nothing of it.
    pub fn over(repository: &Repository) -> Result<Self, Error> {
        let repository = Repository::open(repository.path()).map_err(Error::Repository)?;
        let odb = repository.odb().map_err(Error::Repository)?;
        // Before all others, so that nothing is written to disk.
        odb.add_new_mempack_backend(i32::MAX).map_err(Error::Write)?;
        drop(odb);
        Ok(Self { repository, blobs: BTreeMap::new() })
    }

    /// The repository with the new objects in it.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    pub fn add(&mut self, bytes: &[u8]) -> Result<Oid, Error> {
        let odb = self.repository.odb().map_err(Error::Write)?;
        let id = odb.write(ObjectType::Blob, bytes).map_err(Error::Write)?;
        self.blobs.entry(id).or_insert_with(|| bytes.to_vec());
        Ok(id)
    }

    /// Writes what the trees hold and `into` lacks; `base` is a tree that it has.
    pub fn write(&self, into: &Repository, base: Oid, trees: &[Oid]) -> Result<(), Error> {
        let disk = into.odb().map_err(Error::Write)?;
        let lacks = |id: &Oid| !disk.exists_ext(*id, OdbLookupFlags::NO_REFRESH);
        let mut found = BTreeMap::new();
        let mut before = Some(self.tree(base)?);
        for id in trees {
            let tree = self.tree(*id)?;
            self.new_trees(&tree, before.as_ref(), &mut found)?;
            before = Some(tree);
        }
        let blobs = self.blobs.iter().map(|(id, bytes)| (*id, ObjectType::Blob, bytes.as_slice()));
        let trees = found.iter().map(|(id, bytes)| (*id, ObjectType::Tree, bytes.as_slice()));
        let objects: Vec<_> = blobs.chain(trees).filter(|(id, ..)| lacks(id)).collect();
        if objects.len() < PACKED {
            for (_, kind, bytes) in objects {
                disk.write(kind, bytes).map_err(Error::Write)?;
            }
            return Ok(());
        }
        let pack = pack(&objects).map_err(|error| unwritten(&error))?;
        store(&pack, &into.commondir().join("objects"))
    }

    fn tree(&self, id: Oid) -> Result<Tree<'_>, Error> {
        self.repository.find_tree(id).map_err(|cause| Error::Object { id, cause })
    }

    /// The trees in and below `tree` that are not at the same place in `before`.
    fn new_trees(
        &self,
        tree: &Tree<'_>,
        before: Option<&Tree<'_>>,
        found: &mut BTreeMap<Oid, Vec<u8>>,
    ) -> Result<(), Error> {
        if before.is_some_and(|before| before.id() == tree.id()) || found.contains_key(&tree.id()) {
            return Ok(());
        }
        for entry in tree.iter().filter(|entry| entry.kind() == Some(ObjectType::Tree)) {
            let old = before
                .and_then(|before| before.get_name_bytes(entry.name_bytes()))
                .filter(|old| old.kind() == Some(ObjectType::Tree));
            if old.as_ref().is_some_and(|old| old.id() == entry.id()) {
                continue;
            }
            let old = old.map(|old| self.tree(old.id())).transpose()?;
            self.new_trees(&self.tree(entry.id())?, old.as_ref(), found)?;
        }
        let odb = self.repository.odb().map_err(Error::Write)?;
        let object = odb.read(tree.id()).map_err(|cause| Error::Object { id: tree.id(), cause })?;
        found.insert(tree.id(), object.data().to_vec());
        Ok(())
    }
}

/// Writes a pack and its index.
///
/// Both are made in a directory of their own. What a killed run leaves there, `git prune` takes away by the directory's name, which
/// it does not with what libgit2 leaves among the packs (source: prune.c of git). The index goes last: without it a pack is not
/// looked at, while an index without its pack is damage.
fn store(pack: &[u8], objects: &Path) -> Result<(), Error> {
    let made = Builder::new()
        .prefix("tmp_objdir-overhaul-")
        .tempdir_in(objects)
        .map_err(|error| unwritten(&error))?;
    // Nothing has to be connected: the pack lacks the objects that are there already.
    let mut indexer = Indexer::new(None, made.path(), 0, false).map_err(Error::Write)?;
    indexer.write_all(pack).map_err(|error| unwritten(&error))?;
    let name = indexer.commit().map_err(Error::Write)?;
    let packs = objects.join("pack");
    fs::create_dir_all(&packs).map_err(|error| unwritten(&error))?;
    for end in ["pack", "idx"] {
        let file = format!("pack-{name}.{end}");
        fs::rename(made.path().join(&file), packs.join(&file)).map_err(|error| unwritten(&error))?;
    }
    Ok(())
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::Write(git2::Error::from_str(&error.to_string()))
}

/// A pack of whole objects. Source: gitformat-pack(5), version 2.
fn pack(objects: &[(Oid, ObjectType, &[u8])]) -> std::io::Result<Vec<u8>> {
    let entries: Vec<Vec<u8>> =
        objects.par_iter().map(|(_, kind, bytes)| entry(*kind, bytes)).collect::<std::io::Result<_>>()?;
    let count = u32::try_from(objects.len()).map_err(std::io::Error::other)?;
    let mut pack = b"PACK\0\0\0\x02".to_vec();
    pack.extend(count.to_be_bytes());
    pack.extend(entries.into_iter().flatten());
    let checksum = Sha1::digest(&pack);
    pack.extend(checksum);
    Ok(pack)
}

/// Type and size, four bits of the size beside the type and seven in each byte behind it, then the deflated bytes.
fn entry(kind: ObjectType, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let kind: u8 = match kind {
        ObjectType::Commit => 1,
        ObjectType::Tree => 2,
        ObjectType::Tag => 4,
        _ => 3,
    };
    let mut size = bytes.len();
    let mut header = vec![kind << 4 | low_bits(size, 4)];
    size >>= 4;
    while size > 0 {
        if let Some(last) = header.last_mut() {
            *last |= 0x80;
        }
        header.push(low_bits(size, 7));
        size >>= 7;
    }
    // As loose objects are by default: `git gc` packs again, and better.
    let mut encoder = ZlibEncoder::new(header, Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn low_bits(number: usize, count: u32) -> u8 {
    u8::try_from(number & ((1 << count) - 1)).unwrap_or_default()
}
