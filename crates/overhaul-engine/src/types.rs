//! The type service over a tree: which directories its imports are looked up in.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use overhaul_python::types::{Layout, ProjectFiles, Searched, Types};
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
/// the same name, as the distributions of a repository often do, each see their own first, and nobody else sees them. Those
/// with a module of a name of the standard library's see it first, and others behind the standard library; so does everybody
/// where it is one of the library's core, which nothing can really stand in front of.
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
        *owners.entry(top).or_default() += 1;
    }
    let has = |root: &str, is_such: &dyn Fn(&str) -> bool| {
        tops.get(root).is_some_and(|tops| tops.iter().any(|top| !UNSHARED.contains(top) && is_such(top)))
    };
    let conflicts = |root: &str| has(root, &|top| owners.get(top).is_some_and(|count| *count > 1));
    let is_like_library = |root: &str| has(root, &is_standard_library);
    let is_like_core = |root: &str| has(root, &is_core_of_standard_library);
    let searched_by = |first: Vec<String>, behind: Vec<String>| {
        let (core, first): (Vec<String>, Vec<String>) =
            first.into_iter().partition(|root| is_like_core(root));
        let mut behind = unique(core.into_iter().chain(behind).collect());
        let first = unique(first);
        behind.retain(|root| !first.contains(root));
        Searched { first, behind }
    };
    let (own, shared): (Vec<&str>, Vec<&str>) = tops.keys().partition(|root| conflicts(root));
    let (behind, first): (Vec<&str>, Vec<&str>) = shared.iter().partition(|root| is_like_library(root));
    let behind: Vec<String> = behind.into_iter().map(str::to_owned).collect();
    let mut common: Vec<String> = vec![String::new(), "src".to_owned()];
    common.extend(first.iter().map(|root| (*root).to_owned()));
    let mut searched = vec![searched_by(common.clone(), behind.clone())];
    let mut roots: BTreeMap<String, usize> = first.iter().map(|root| ((*root).to_owned(), 0)).collect();
    for root in own.into_iter().chain(behind.iter().map(String::as_str)) {
        let mut list = above(root);
        list.extend(common.iter().cloned());
        let list = searched_by(list, behind.clone());
        let known = searched.iter().position(|known| *known == list);
        roots.insert(root.to_owned(), known.unwrap_or(searched.len()));
        if known.is_none() {
            searched.push(list);
        }
    }
    Layout { searched, roots, site_packages: Vec::new(), python: project.python("") }
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
        assert_eq!(layout.searched[0].first, ["", "src", "tools"]);
        assert_eq!(layout.roots[""], 0);
        assert_eq!(layout.roots["tools"], 0);
        let list = &layout.searched[layout.roots["b/src"]];
        assert_eq!(list.first[..4], ["b/src", "b/src/src", "b", ""]);
        assert!(!list.first.contains(&"a/src".to_owned()));
        assert!(layout.searched.iter().all(|searched| searched.behind.is_empty()));
    }

    #[test]
    fn only_those_beside_a_module_see_it_before_one_of_the_standard_library() {
        let project = Project::with_files(
            ["app/__init__.py", "jobs/queue.py", "old/types.py", "old/enum.py", "tools/run.py"]
                .map(str::to_owned),
        );
        let layout = layout(&project);
        let list = |root: &str| &layout.searched[layout.roots[root]];
        assert_eq!(list("tools").first, ["", "src", "tools"]);
        assert_eq!(list("tools").behind, ["jobs", "old"]);
        assert_eq!(
            (list("jobs").first[0].as_str(), &list("jobs").behind[..]),
            ("jobs", &["old".to_owned()][..])
        );
        assert!(!list("old").first.contains(&"old".to_owned()));
        assert_eq!(list("old").behind, ["old", "jobs"]);
    }
}
