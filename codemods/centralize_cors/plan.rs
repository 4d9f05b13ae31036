//! Which policy of which module each place of a project gets, once all files have said what they say.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_engine::project::parent;
use overhaul_engine::{Fact, FileView, Project};
use overhaul_python::is_identifier;

use super::module::{self, Named, Namer};
use super::policy::Policy;
use super::reports;
use super::settings::Settings;
use super::site::Form;
use super::survey::{Home, Key, Place, Shown, application};
use crate::home::join;
use crate::paths;

/// What becomes of one place.
#[derive(Debug, Clone)]
pub enum Plan {
    Policy {
        home: Home,
        function: String,
        /// The variable of a function that is there already, which this application reads from now on.
        joins: Option<String>,
    },
    /// The parameters of the helper, each with the setting that it takes.
    Helper {
        home: Home,
        name: String,
        given: Vec<(String, String)>,
    },
    /// It is the only one that could use the module, which lies here.
    Only(String),
    NoHome(&'static str),
    /// The place is that of a helper.
    Helps,
}

/// What a project's files say together.
#[derive(Debug, Default)]
pub struct Conclusion {
    plans: BTreeMap<String, BTreeMap<Key, Plan>>,
    /// New modules, by their files.
    pub modules: BTreeMap<String, String>,
    /// The policies that modules which are there already lack.
    pub added: BTreeMap<String, Vec<Named>>,
    pins: Vec<(String, Vec<String>)>,
    /// What each file imports.
    imports: BTreeMap<String, Vec<String>>,
    variables: BTreeSet<String>,
    /// The files that use a function of a module of policies.
    users: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Conclusion {
    /// Whether a module that is there already is given this function.
    pub fn adds(&self, file: &str, function: &str) -> bool {
        self.added.get(file).is_some_and(|added| added.iter().any(|named| named.function == function))
    }

    /// The files whose applications have the policy that a function of this module gives.
    pub fn users(&self, file: &str, function: &str) -> Vec<&str> {
        let users = self.users.get(&(file.to_owned(), function.to_owned()));
        users.into_iter().flatten().map(String::as_str).collect()
    }

    pub fn plan(&self, file: &str, key: &Key) -> Option<&Plan> {
        self.plans.get(file)?.get(key)
    }

    /// Whether another file imports a name from this one.
    pub fn is_taken(&self, file: &FileView<'_>, name: &str) -> bool {
        self.imports.iter().filter(|(other, _)| *other != file.path).any(|(other, paths)| {
            paths.iter().any(|path| {
                let member = paths::split(path).filter(|(_, last)| *last == name);
                member.is_some_and(|(module, _)| file.project.resolve(other, module) == Some(file.path))
            })
        })
    }

    /// Whether another file takes all names of this one.
    pub fn is_starred(&self, file: &FileView<'_>) -> bool {
        self.is_taken(file, "*")
    }

    /// The tests that look at the headers and import this file.
    pub fn pins(&self, file: &FileView<'_>) -> Vec<&str> {
        let imports = |(test, imports): &&(String, Vec<String>)| {
            imports.iter().any(|path| {
                let module = paths::split(path).map_or("", |(module, _)| module);
                [path.as_str(), module].iter().any(|path| file.project.resolve(test, path) == Some(file.path))
            })
        };
        self.pins.iter().filter(imports).map(|(test, _)| test.as_str()).collect()
    }
}

pub fn conclude(facts: &BTreeMap<String, Fact>, project: &Project, settings: &Settings) -> Conclusion {
    let files: BTreeMap<&str, &Shown> = facts
        .iter()
        .filter_map(|(name, fact)| Some((name.as_str(), fact.downcast_ref::<Shown>()?)))
        .collect();
    let mut conclusion = Conclusion {
        pins: files
            .iter()
            .filter(|(_, shown)| shown.pins)
            .map(|(name, shown)| ((*name).to_owned(), shown.imports.clone()))
            .collect(),
        imports: files.iter().map(|(name, shown)| ((*name).to_owned(), shown.imports.clone())).collect(),
        variables: files
            .values()
            .filter(|shown| shown.offered.is_none())
            .flat_map(|shown| shown.variables.iter().cloned())
            .collect(),
        ..Conclusion::default()
    };
    for (name, shown) in &files {
        for used in &shown.uses {
            conclusion.users.entry(used.clone()).or_default().insert((*name).to_owned());
        }
    }
    let mut used_helpers: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut waiting: Vec<(&str, usize)> = Vec::new();
    for (name, shown) in &files {
        conclusion.plans.insert((*name).to_owned(), BTreeMap::new());
        for (index, place) in shown.places.iter().enumerate().filter(|(_, place)| place.is_free) {
            let mut taken = place.key.constants.iter();
            if taken.any(|constant| {
                files.iter().any(|(other, shown)| takes(project, other, shown, name, constant))
            }) {
                let why = "another module imports what it takes its values from, and may change them";
                set(&mut conclusion, name, &place.key, Plan::NoHome(why));
                continue;
            }
            match expressed(&files, name, shown, index, place, settings) {
                Some((plan, helper)) => {
                    set(&mut conclusion, name, &place.key, plan);
                    used_helpers.insert(helper);
                }
                None => waiting.push((name, index)),
            }
        }
    }
    waiting.retain(|place| !used_helpers.contains(place));
    for (name, index) in &used_helpers {
        set(&mut conclusion, name, &files[name].places[*index].key, Plan::Helps);
    }
    place(&mut conclusion, &files, project, settings, &waiting);
    conclusion
}

/// Whether a file imports a name from another one.
fn takes(project: &Project, other: &str, shown: &Shown, file: &str, name: &str) -> bool {
    other != file
        && shown.imports.iter().any(|path| {
            let member = paths::split(path).filter(|(_, last)| *last == name || *last == "*");
            member.is_some_and(|(module, _)| project.resolve(other, module) == Some(file))
        })
}

fn set(conclusion: &mut Conclusion, file: &str, key: &Key, plan: Plan) {
    if let Some(plans) = conclusion.plans.get_mut(file) {
        plans.insert(key.clone(), plan);
    }
}

/// The helper that can express a place's policy, and that its file can import: that does nothing but define.
fn expressed<'f>(
    files: &BTreeMap<&'f str, &'f Shown>,
    name: &str,
    shown: &Shown,
    index: usize,
    place: &Place,
    settings: &Settings,
) -> Option<(Plan, (&'f str, usize))> {
    if place.key.form != Form::Added {
        return None;
    }
    let policy = &wanted(&place.key.policy, settings);
    files.iter().find_map(|(file, other)| {
        let is_own = *file == name;
        let home = if is_own {
            let module = String::new();
            Home { file: (*file).to_owned(), module, is_elsewhere: false, is_writable: true }
        } else {
            let found = shown.homes.iter().find_map(|home| inside(home, file))?;
            other.defines_only.then_some(found)?
        };
        other.helpers.iter().find_map(|(at, helper)| {
            let is_late = is_own && place.top.is_some_and(|top| !helper.is_above(top));
            if (*file, *at) == (name, index) || is_late {
                return None;
            }
            let given = helper.express(policy)?;
            let home = home.clone();
            Some((Plan::Helper { home, name: helper.name.clone(), given }, (*file, *at)))
        })
    })
}

/// A file in the package of a module that can be imported, as it is imported then; beside a script only its neighbours.
fn inside(home: &Home, file: &str) -> Option<Home> {
    let directory = parent(&home.file);
    let rest = if directory.is_empty() { file } else { file.strip_prefix(directory)?.strip_prefix('/')? };
    let stem = rest.strip_suffix(".py")?;
    let is_script = !home.module.contains('.');
    let stem = stem.strip_suffix("/__init__").unwrap_or(stem);
    if is_script && stem.contains('/') || !stem.split('/').all(is_identifier) {
        return None;
    }
    let prefix = &home.module[..home.module.rfind('.').map_or(0, |at| at + 1)];
    let module = format!("{prefix}{}", stem.replace('/', "."));
    Some(Home {
        file: file.to_owned(),
        module,
        is_elsewhere: home.is_elsewhere,
        is_writable: home.is_writable,
    })
}

/// Gives the places that no helper serves a module each: the one that most of them can import.
fn place(
    conclusion: &mut Conclusion,
    files: &BTreeMap<&str, &Shown>,
    project: &Project,
    settings: &Settings,
    waiting: &[(&str, usize)],
) {
    let is_ours = |home: &Home| {
        !project.contains(&home.file)
            || files.get(home.file.as_str()).is_some_and(|shown| shown.offered.is_some())
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in waiting {
        for home in files[name].homes.iter().filter(|home| is_ours(home)) {
            *counts.entry(&home.file).or_default() += 1;
        }
    }
    let is_there = |file: &str| project.contains(file);
    let mut groups: BTreeMap<&str, Vec<(&str, usize, &Home)>> = BTreeMap::new();
    for (name, index) in waiting {
        let shown = files[name];
        let mut homes = shown.homes.iter().filter(|home| is_ours(home)).enumerate().collect::<Vec<_>>();
        homes.sort_by_key(|(rank, home)| {
            (std::cmp::Reverse((is_there(&home.file), counts[home.file.as_str()])), *rank)
        });
        if let Some((_, home)) = homes.first() {
            groups.entry(&home.file).or_default().push((name, *index, home));
            continue;
        }
        let why = shown.no_home.unwrap_or("a module of that name is there already and is another one");
        set(conclusion, name, &shown.places[*index].key, Plan::NoHome(why));
    }
    let is_alone =
        |home: &str, count: usize| count < settings.min_sites && settings.module.is_none() && !is_there(home);
    let gathered = groups.iter().filter(|(home, group)| !is_alone(home, group.len())).count();
    // Several modules read variables of their own.
    if gathered > 1 {
        conclusion.variables.insert(module::VARIABLE.to_owned());
    }
    for (home, group) in groups {
        let is_alone = is_alone(home, group.len());
        if is_alone {
            for (name, index, _) in group {
                set(conclusion, name, &files[name].places[index].key, Plan::Only(home.to_owned()));
            }
        } else {
            gather(conclusion, files, settings, home, &group);
        }
    }
}

/// Writes the policies of a group of places into one module.
fn gather(
    conclusion: &mut Conclusion,
    files: &BTreeMap<&str, &Shown>,
    settings: &Settings,
    home: &str,
    group: &[(&str, usize, &Home)],
) {
    let existing: &[Named] = files.get(home).and_then(|shown| shown.offered.as_deref()).unwrap_or_default();
    let none = BTreeSet::new();
    let bound = files.get(home).map_or(&none, |shown| &shown.bound);
    let mut namer = Namer::new(existing.iter(), bound, &conclusion.variables);
    // One that is open itself is narrowed, too.
    let same = |named: &Named, policy: &Policy| wanted(&named.policy, settings) == *policy;
    let is_extensible = files.get(home).is_none_or(|shown| shown.is_open);
    // The policy that most places share comes first, and takes the plain names.
    let mut counts: BTreeMap<Policy, (usize, &str)> = BTreeMap::new();
    for (name, index, _) in group {
        let policy = wanted(&files[name].places[*index].key.policy, settings);
        let application = files[name].application.as_str();
        counts.entry(policy).or_insert((0, application)).0 += 1;
    }
    let mut new: Vec<(Policy, (usize, &str))> =
        counts.into_iter().filter(|(policy, _)| existing.iter().all(|named| !same(named, policy))).collect();
    new.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.1.1.cmp(b.1.1)).then_with(|| a.0.cmp(&b.0)));
    // The policy that most applications share has the name of their package.
    let package = application(&join(parent(home), "__init__.py"));
    let is_first = existing.is_empty();
    let new: Vec<Named> = new
        .into_iter()
        .enumerate()
        .map(|(rank, (policy, (_, application)))| {
            let names = [package.as_str(), application];
            namer.name(policy, if rank == 0 && is_first { &names } else { &names[1..] })
        })
        .collect();
    let first = group.first().map(|(name, ..)| *name).unwrap_or_default();
    let style = files.get(home).map_or(&files[first].style, |shown| &shown.style);
    if files.contains_key(home) {
        let is_written = group.iter().any(|(.., home)| home.is_writable) && is_extensible;
        if !new.is_empty() && is_written {
            conclusion.added.insert(home.to_owned(), new.clone());
        }
    } else {
        conclusion.modules.insert(home.to_owned(), module::text(&new, style));
    }
    for (name, index, home) in group {
        let policy = wanted(&files[name].places[*index].key.policy, settings);
        let known = existing.iter().find(|named| same(named, &policy));
        let Some(named) = known.or_else(|| new.iter().find(|named| named.policy == policy)) else { continue };
        let key = &files[name].places[*index].key;
        let plan = if known.is_none() && !(home.is_writable && is_extensible) {
            Plan::NoHome("the module would have to be written, which the run was not asked for")
        } else {
            let joins = known.and_then(|named| named.variable.clone());
            Plan::Policy { home: (*home).clone(), function: named.function.clone(), joins }
        };
        set(conclusion, name, key, plan);
    }
}

/// The policy that a place is to have.
pub fn wanted(policy: &Policy, settings: &Settings) -> Policy {
    if settings.origins.is_empty() || !reports::is_open(policy) {
        policy.clone()
    } else {
        policy.narrowed(&settings.origins)
    }
}
