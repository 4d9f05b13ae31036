//! How the changes of a run are cut into commits.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use overhaul_engine::tree::name_of;
use overhaul_engine::{Change, Content, FileReport, Page};
use overhaul_git::{Owners, Snapshot, Written};
use overhaul_plan::Plan;
use overhaul_plan::plan::Item;

use super::By;
use crate::session::Session;

/// The changes of one commit.
pub struct Group<'a> {
    /// What it is called, where that is not what its codemod is called.
    pub title: Option<String>,
    /// The item of the plan that it is for.
    pub item: Option<&'a Item>,
    /// The pages of the codemods that it is by, in their order.
    pub pages: Vec<&'static Page>,
    /// The files that its message is about; without it, all.
    about: Option<BTreeSet<&'a Path>>,
    changes: Vec<(PathBuf, &'a Content)>,
}

impl<'a> Group<'a> {
    pub fn files(&self) -> Vec<Written<'a>> {
        self.changes.iter().map(|(path, content)| Written { path: path.clone(), content }).collect()
    }

    /// The paths that it changes, relative to the repository's root.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.changes.iter().map(|(path, _)| path.as_path())
    }

    pub fn concerns(&self, file: &FileReport) -> bool {
        self.about.as_ref().is_none_or(|about| about.contains(file.path.as_path()))
    }
}

/// One group for each commit, in order; a group without a change is none.
pub fn cut<'a>(session: &'a Session, snapshot: &Snapshot, by: By, owners: Option<&Owners>) -> Vec<Group<'a>> {
    let changed: Vec<(&FileReport, &Change)> =
        session.projects.iter().flat_map(|project| project.changes.changed()).collect();
    let relative = |path: &Path| path.strip_prefix(snapshot.root()).unwrap_or(path).to_owned();
    match by {
        By::Codemod if is_in_order(session, &changed) => {
            by_codemod(&session.codemods, &changed, relative, None)
        }
        // Projects that run the codemods in different orders have commits of their own.
        By::Codemod => session
            .projects
            .iter()
            .flat_map(|project| {
                let changed: Vec<_> = project.changes.changed().collect();
                let about = project.changes.files.iter().map(|file| file.path.as_path()).collect();
                by_codemod(&project.codemods, &changed, relative, Some(&about))
            })
            .collect(),
        By::Directory => by_key(session, &changed, relative, |path| {
            let mut parts = path.components();
            let first = parts.next().map(|part| name_of(Path::new(part.as_os_str()))).unwrap_or_default();
            match parts.next() {
                Some(_) => (first.clone(), format!("Overhaul {first}/")),
                None => (String::new(), "Overhaul the files at the top".to_owned()),
            }
        }),
        By::Owner => by_key(session, &changed, relative, |path| {
            let name = name_of(path);
            let owners = owners.map(|owners| owners.of(&name).join(" ")).unwrap_or_default();
            let title = if owners.is_empty() {
                "Overhaul what nobody owns".to_owned()
            } else {
                format!("Overhaul what {owners} owns")
            };
            (owners, title)
        }),
    }
}

/// Whether all files went through the codemods in the order of the session.
fn is_in_order(session: &Session, changed: &[(&FileReport, &Change)]) -> bool {
    let place = |id: &str| session.codemods.iter().position(|codemod| *codemod == id);
    changed.iter().all(|(_, change)| change.stages.is_sorted_by_key(|stage| place(stage.codemod)))
}

fn by_codemod<'a>(
    codemods: &[&str],
    changed: &[(&'a FileReport, &'a Change)],
    relative: impl Fn(&Path) -> PathBuf,
    about: Option<&BTreeSet<&'a Path>>,
) -> Vec<Group<'a>> {
    let groups = codemods.iter().filter_map(|id| {
        let changes: Vec<_> = changed
            .iter()
            .filter_map(|(file, change)| {
                let stage = change.stages.iter().find(|stage| stage.codemod == *id)?;
                Some((relative(&file.path), &stage.content))
            })
            .collect();
        let pages = vec![page(id)?];
        (!changes.is_empty()).then_some(Group {
            title: None,
            item: None,
            pages,
            about: about.cloned(),
            changes,
        })
    });
    groups.collect()
}

/// One group for each item of a plan that changes something, in its order.
pub fn by_item<'a>(session: &'a Session, snapshot: &Snapshot, plan: &'a Plan) -> Vec<Group<'a>> {
    let relative = |path: &Path| path.strip_prefix(snapshot.root()).unwrap_or(path).to_owned();
    let mut changes: BTreeMap<usize, BTreeMap<PathBuf, &'a Content>> = BTreeMap::new();
    for (file, change) in session.projects.iter().flat_map(|project| project.changes.changed()) {
        let mut last = 0;
        for stage in &change.stages {
            let owner = plan.owner(stage.codemod, &file.name).or_else(|| plan.adopter(stage.codemod));
            // A stage holds all that came before it, so that it cannot be committed before that.
            last = owner.unwrap_or_default().max(last);
            changes.entry(last).or_default().insert(relative(&file.path), &stage.content);
        }
    }
    let groups = changes.into_iter().filter_map(|(index, changes)| {
        let item = plan.items.get(index)?;
        let reports = session.projects.iter().flat_map(|project| &project.changes.files);
        let is_about = |file: &&FileReport| {
            item.codemods.iter().any(|codemod| plan.owner(codemod, &file.name) == Some(index))
        };
        Some(Group {
            title: Some(format!("{}: {}", item.id, item.title))
                .filter(|_| !item.has_slug())
                .or_else(|| Some(item.title.clone())),
            item: Some(item),
            pages: item.codemods.iter().filter_map(|id| page(id)).collect(),
            about: Some(reports.filter(is_about).map(|file| file.path.as_path()).collect()),
            changes: changes.into_iter().collect(),
        })
    });
    groups.collect()
}

/// One group for each key, sorted by it. What a change relies on goes with the first group that needs it.
fn by_key<'a>(
    session: &'a Session,
    changed: &[(&'a FileReport, &'a Change)],
    relative: impl Fn(&Path) -> PathBuf,
    key: impl Fn(&Path) -> (String, String),
) -> Vec<Group<'a>> {
    let by_path: HashMap<&Path, usize> =
        changed.iter().enumerate().map(|(index, (file, _))| (file.path.as_path(), index)).collect();
    let mut keyed: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (index, (file, _)) in changed.iter().enumerate() {
        let (key, title) = key(&relative(&file.path));
        keyed.entry(key).or_insert_with(|| (title, Vec::new())).1.push(index);
    }
    let mut is_taken = vec![false; changed.len()];
    let mut groups = Vec::new();
    for (own, (title, members)) in keyed {
        let mut waiting: Vec<usize> = members;
        let mut taken = BTreeSet::new();
        while let Some(index) = waiting.pop() {
            if !std::mem::replace(&mut is_taken[index], true) {
                taken.insert(index);
                waiting.extend(relied_on(changed[index].0).filter_map(|path| by_path.get(path.as_path())));
            }
        }
        let files: Vec<_> = taken.into_iter().map(|index| changed[index]).collect();
        let ids: BTreeSet<&str> =
            files.iter().flat_map(|(_, change)| change.stages.iter().map(|stage| stage.codemod)).collect();
        let pages =
            session.codemods.iter().filter(|id| ids.contains(*id)).filter_map(|id| page(id)).collect();
        let mut about: BTreeSet<&Path> = files.iter().map(|(file, _)| file.path.as_path()).collect();
        let reports = session.projects.iter().flat_map(|project| &project.changes.files);
        about.extend(
            reports
                .filter(|file| file.change.is_none() && key(&relative(&file.path)).0 == own)
                .map(|file| file.path.as_path()),
        );
        let changes: Vec<_> = files
            .iter()
            .filter_map(|(file, change)| Some((relative(&file.path), change.result()?)))
            .collect();
        if !changes.is_empty() {
            groups.push(Group { title: Some(title), item: None, pages, about: Some(about), changes });
        }
    }
    groups
}

/// The paths of the files that a file relies on.
fn relied_on(file: &FileReport) -> impl Iterator<Item = PathBuf> {
    let depth = Path::new(&file.name).components().count();
    let root = file.path.ancestors().nth(depth).unwrap_or(Path::new(""));
    file.relies_on.iter().map(move |name| root.join(name))
}

fn page(id: &str) -> Option<&'static Page> {
    static PAGES: std::sync::LazyLock<Vec<Page>> = std::sync::LazyLock::new(|| {
        overhaul_codemods::registry().iter().map(|codemod| codemod.page().clone()).collect()
    });
    PAGES.iter().find(|page| page.id == id)
}
