//! The type service over a tree: which directories its imports are looked up in.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use overhaul_python::types::{Layout, ProjectFiles, Types};
use overhaul_python::{is_core_of_standard_library, is_standard_library};

use crate::project::Project;
use crate::tree::{File, Tree};

/// Modules that many directories have without anyone importing them by name.
const UNSHARED: &[&str] = &["__init__", "__main__", "conftest", "setup", "manage", "test"];

/// The type service over the tree's files, with some of them replaced or added.
pub fn service(tree: &Arc<dyn Tree>, project: &Project, replaced: BTreeMap<String, Vec<u8>>) -> Types {
    let mut layout = layout(project);
    layout.site_packages = tree.site_packages();
    let files = tree.files().iter().map(|file| (file.name.clone(), file.clone())).collect();
    Types::new(Arc::new(TreeFiles { tree: Arc::clone(tree), files, replaced }), layout)
}

struct TreeFiles {
    tree: Arc<dyn Tree>,
    files: BTreeMap<String, File>,
    replaced: BTreeMap<String, Vec<u8>>,
}

impl ProjectFiles for TreeFiles {
    fn names(&self) -> Vec<String> {
        let names: BTreeSet<&String> = self.files.keys().chain(self.replaced.keys()).collect();
        names.into_iter().cloned().collect()
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.replaced.get(name) {
            return Ok(bytes.clone());
        }
        self.tree.read(self.files.get(name).ok_or(io::ErrorKind::NotFound)?)
    }

    fn looked_at(&self, path: &Path) {
        self.tree.looked_at(path);
    }
}

/// Import roots whose modules have names of their own share one list of directories; roots that have a module of
/// the same name, as the distributions of a repository often do, or one of the standard library's, each see their own
/// first, and nobody else sees them. A root with a module of the standard library's core cannot really be in front of it.
fn layout(project: &Project) -> Layout {
    let mut tops: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for name in project.files() {
        let root = project.import_root(name);
        let relative = name.strip_prefix(root).unwrap_or(name).trim_start_matches('/');
        let top = relative.split('/').next().unwrap_or(relative);
        tops.entry(root).or_default().insert(top.strip_suffix(".py").unwrap_or(top));
    }
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for top in tops.values().flatten().filter(|top| !UNSHARED.contains(top)) {
        *owners.entry(top).or_default() += if is_standard_library(top) { 2 } else { 1 };
    }
    let conflicts = |root: &str| tops[root].iter().any(|top| owners.get(top).is_some_and(|count| *count > 1));
    let (own, shared): (Vec<&str>, Vec<&str>) = tops.keys().partition(|root| conflicts(root));
    let mut common: Vec<String> = vec![String::new(), "src".to_owned()];
    common.extend(shared.iter().map(|root| (*root).to_owned()));
    let mut searched = vec![unique(common.clone())];
    let mut roots: BTreeMap<String, usize> = shared.iter().map(|root| ((*root).to_owned(), 0)).collect();
    for root in own {
        let mut list = above(root);
        list.extend(common.iter().cloned());
        let list = unique(list);
        let known = searched.iter().position(|known| *known == list);
        roots.insert(root.to_owned(), known.unwrap_or(searched.len()));
        if known.is_none() {
            searched.push(list);
        }
    }
    let is_behind = |root: &str| tops[root].iter().any(|top| is_core_of_standard_library(top));
    let behind = tops.keys().filter(|root| is_behind(root)).map(|root| (*root).to_owned()).collect();
    Layout { searched, roots, behind, site_packages: Vec::new(), python: project.python("") }
}

/// A directory and those above it, each followed by the `src` directory in it.
fn above(directory: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut current = Some(directory);
    while let Some(directory) = current {
        list.push(directory.to_owned());
        list.push(if directory.is_empty() { "src".to_owned() } else { format!("{directory}/src") });
        current = match directory.rsplit_once('/') {
            Some((parent, _)) => Some(parent),
            None if directory.is_empty() => None,
            None => Some(""),
        };
    }
    list
}

fn unique(list: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    list.into_iter().filter(|directory| seen.insert(directory.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_with_modules_of_one_name_see_their_own() {
        let project = Project::with_files(
            ["a/src/app/__init__.py", "b/src/app/__init__.py", "tools/run.py", "lib/__init__.py"]
                .map(str::to_owned),
        );
        let layout = layout(&project);
        assert_eq!(layout.searched[0], ["", "src", "tools"]);
        assert_eq!(layout.roots[""], 0);
        assert_eq!(layout.roots["tools"], 0);
        let list = &layout.searched[layout.roots["b/src"]];
        assert_eq!(list[..4], ["b/src", "b/src/src", "b", ""]);
        assert!(!list.contains(&"a/src".to_owned()));
        assert!(layout.behind.is_empty());
    }

    #[test]
    fn modules_with_names_of_the_standard_library_are_seen_beside_them_alone() {
        let project = Project::with_files(
            ["app/__init__.py", "jobs/queue.py", "old/types.py", "old/enum.py", "tools/run.py"]
                .map(str::to_owned),
        );
        let layout = layout(&project);
        assert_eq!(layout.searched[layout.roots["tools"]], ["", "src", "tools"]);
        assert_eq!(layout.searched[layout.roots["jobs"]][0], "jobs");
        assert_eq!(layout.searched[layout.roots["old"]][0], "old");
        assert_eq!(layout.behind, ["old".to_owned()].into());
    }
}
