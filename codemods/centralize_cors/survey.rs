//! What the files of a project say about CORS, and which policy of which module each place gets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use overhaul_engine::project::parent;
use overhaul_engine::{Fact, FileView, Project};
use overhaul_python::{BindingKind, Module};

use super::helper::{self, Helper};
use super::module::{self, Named, Namer, Style};
use super::policy::Policy;
use super::reports;
use super::settings::Settings;
use super::site::{Form, Site, Sites};
use super::value::Value;
use crate::home::{self, NoHome, join};
use crate::places::PLACES;

/// Files whose names say nothing about the application in them.
const NAMELESS: [&str; 10] =
    ["__init__", "__main__", "main", "app", "server", "api", "asgi", "wsgi", "application", module::NAME];

/// A module that a file can import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The file of the module.
    pub file: String,
    /// As the importing file names it.
    pub module: String,
    /// It lies in another package than the importing file.
    pub is_elsewhere: bool,
}

/// What one place says.
#[derive(Debug, Clone)]
struct Place {
    policy: Policy,
    form: Form,
    /// It can be replaced.
    is_free: bool,
}

/// What one file says.
#[derive(Debug, Clone)]
struct Shown {
    places: Vec<Place>,
    /// Helpers by the place that they hold.
    helpers: Vec<(usize, Helper)>,
    homes: Vec<Home>,
    /// Why it has none in its own package.
    no_home: Option<&'static str>,
    offered: Option<Vec<Named>>,
    style: Style,
    application: String,
    /// Variables of the environment that it reads.
    variables: BTreeSet<String>,
    /// A test that looks at the headers.
    pins: bool,
    /// What it imports, for cycles.
    imports: Vec<String>,
    /// The functions of modules of policies that it uses: file and name.
    uses: Vec<(String, String)>,
}

/// What becomes of one place.
#[derive(Debug, Clone)]
pub enum Plan {
    Policy {
        home: Home,
        function: String,
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
    /// Not to be replaced.
    Kept,
}

/// What a project's files say together.
#[derive(Debug, Default)]
pub struct Conclusion {
    plans: BTreeMap<String, Vec<Plan>>,
    /// New modules, by their files.
    pub modules: BTreeMap<String, String>,
    /// The policies that modules which are there already lack.
    pub added: BTreeMap<String, Vec<Named>>,
    pins: Vec<(String, Vec<String>)>,
    variables: BTreeSet<String>,
    /// The files that use a function of a module of policies.
    users: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Conclusion {
    /// The files whose applications have the policy that a function of this module gives.
    pub fn users(&self, file: &str, function: &str) -> Vec<&str> {
        let users = self.users.get(&(file.to_owned(), function.to_owned()));
        users.into_iter().flatten().map(String::as_str).collect()
    }

    pub fn plan(&self, file: &str, index: usize) -> Option<&Plan> {
        self.plans.get(file)?.get(index)
    }

    /// The tests that look at the headers and import this file, or all of them where none imports it by its name.
    pub fn pins(&self, file: &FileView<'_>) -> Vec<&str> {
        let imports = |(test, imports): &&(String, Vec<String>)| {
            imports.iter().any(|path| {
                let module = crate::paths::split(path).map_or("", |(module, _)| module);
                [path.as_str(), module].iter().any(|path| file.project.resolve(test, path) == Some(file.path))
            })
        };
        self.pins.iter().filter(imports).map(|(test, _)| test.as_str()).collect()
    }
}

/// The name of the application in a file.
fn application(path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".py");
    let generic = |name: &str| NAMELESS.contains(&name) || matches!(name, "src" | "");
    let folders = parent(path).rsplit('/');
    let name = std::iter::once(stem).chain(folders).find(|name| !generic(name)).unwrap_or("application");
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    name.trim_matches('_').to_owned()
}

pub fn read(file: &FileView<'_>, settings: &Settings) -> Fact {
    let sites = Sites::of(file);
    let names = file.module.names();
    let is_test = PLACES.test.holds(file.path);
    let mut helpers = Vec::new();
    let mut places = Vec::new();
    for (index, site) in sites.found.iter().enumerate() {
        let around = helper::around(file.module, site);
        let found = around.and_then(|def| helper::of(file.module, def, site));
        helpers.extend(found.filter(|_| !is_test).map(|helper| (index, helper)));
        let policy = Policy::new(site.framework, site.policy());
        let is_free = is_free(site) && !is_test && !takes_parameters(file.module, site);
        places.push(Place { policy, form: site.form, is_free });
    }
    let (homes, no_home) = homes(file, settings);
    let style = file.module.style();
    let text = file.module.text();
    Arc::new(Shown {
        places,
        helpers,
        homes,
        no_home,
        offered: module::offered(file.module)
            .map(|offered| offered.into_iter().map(|offered| offered.named).collect()),
        style: Style {
            quote: style.quote,
            indentation: style.indentation.clone(),
            line_ending: style.line_ending,
        },
        application: application(file.path),
        variables: variables(text),
        pins: is_test && text.to_lowercase().contains("access-control-allow"),
        uses: sites.found.iter().filter_map(|site| site.gathered.clone()).collect(),
        imports: names
            .bindings()
            .iter()
            .filter_map(|binding| match &binding.kind {
                BindingKind::Import(path) => Some(path.clone()),
                _ => None,
            })
            .collect(),
    })
}

/// Whether a place says something that another place could say for it.
pub fn is_free(site: &Site<'_>) -> bool {
    site.hidden.is_none() && site.settings.values().any(|setting| setting.value.is_known())
}

/// Whether a place is in a function that passes on what its caller decides: that is a place for policies itself.
pub fn takes_parameters(module: &Module, site: &Site<'_>) -> bool {
    let Some(def) = helper::around(module, site) else { return false };
    let names = module.names();
    site.settings.values().filter(|setting| setting.value == Value::Given).any(|setting| {
        let Some(expr) = setting.expr else { return false };
        let range = overhaul_python::Ranged::range(expr);
        names.references_in(range).iter().any(|reference| {
            def.parameters.iter().any(|parameter| *parameter.name().as_str() == *reference.name)
        })
    })
}

/// Variables like the one by which a module replaces origins.
fn variables(text: &str) -> BTreeSet<String> {
    let starts = text.match_indices(module::VARIABLE).map(|(at, _)| at);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    starts
        .filter(|at| !text[..*at].ends_with(is_part))
        .map(|at| text[at..].chars().take_while(|c| is_part(*c)).collect())
        .collect()
}

/// The modules that a file could import, best first.
fn homes(file: &FileView<'_>, settings: &Settings) -> (Vec<Home>, Option<&'static str>) {
    if let Some(module) = &settings.module {
        return match chosen(file, module) {
            Ok(home) => (vec![home], None),
            Err(NoHome(why)) => (Vec::new(), Some(why)),
        };
    }
    let own = home::home(file, module::NAME);
    let (mut homes, no_home) = match own {
        Ok((file, module)) => (vec![Home { file, module, is_elsewhere: false }], None),
        Err(NoHome(why)) => (Vec::new(), Some(why)),
    };
    for package in home::imported(file) {
        let candidate = Home {
            file: join(&package.directory, &format!("{}.py", module::NAME)),
            module: format!("{}.{}", package.name, module::NAME),
            is_elsewhere: true,
        };
        if homes.iter().all(|home| home.file != candidate.file) {
            homes.push(candidate);
        }
    }
    (homes, no_home)
}

/// The module that the options name.
fn chosen(file: &FileView<'_>, module: &str) -> Result<Home, NoHome> {
    let Some((package, last)) = module.rsplit_once('.') else {
        let (file, module) = home::home(file, module)?;
        return Ok(Home { file, module, is_elsewhere: false });
    };
    let directory = file
        .project
        .resolve(file.path, package)
        .and_then(|found| found.strip_suffix("/__init__.py"))
        .ok_or(NoHome("the package of the module that the options name is not found from here"))?;
    let is_elsewhere = !file.path.starts_with(&format!("{directory}/"));
    Ok(Home { file: join(directory, &format!("{last}.py")), module: module.to_owned(), is_elsewhere })
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
        let mut plans = vec![Plan::Kept; shown.places.len()];
        for (index, place) in shown.places.iter().enumerate().filter(|(_, place)| place.is_free) {
            match expressed(&files, project, name, shown, index, place) {
                Some((plan, helper)) => {
                    plans[index] = plan;
                    used_helpers.insert(helper);
                }
                None => waiting.push((name, index)),
            }
        }
        conclusion.plans.insert((*name).to_owned(), plans);
    }
    waiting.retain(|place| !used_helpers.contains(place));
    for (name, index) in &used_helpers {
        set(&mut conclusion, name, *index, Plan::Helps);
    }
    place(&mut conclusion, &files, project, settings, &waiting);
    conclusion
}

fn set(conclusion: &mut Conclusion, file: &str, index: usize, plan: Plan) {
    if let Some(slot) = conclusion.plans.get_mut(file).and_then(|plans| plans.get_mut(index)) {
        *slot = plan;
    }
}

/// The helper that can express a place's policy, and that its file can import without a cycle.
fn expressed<'f>(
    files: &BTreeMap<&'f str, &'f Shown>,
    project: &Project,
    name: &str,
    shown: &Shown,
    index: usize,
    place: &Place,
) -> Option<(Plan, (&'f str, usize))> {
    if place.form != Form::Added {
        return None;
    }
    files.iter().find_map(|(file, other)| {
        let is_cycle =
            || *file != name && other.imports.iter().any(|path| leads_to(project, file, path, name));
        let home = if *file == name {
            Home { file: (*file).to_owned(), module: String::new(), is_elsewhere: false }
        } else {
            shown.homes.iter().find_map(|home| inside(home, file))?
        };
        other.helpers.iter().find_map(|(at, helper)| {
            if (*file, *at) == (name, index) || is_cycle() {
                return None;
            }
            let given = helper.express(&place.policy)?;
            let home = home.clone();
            Some((Plan::Helper { home, name: helper.name.clone(), given }, (*file, *at)))
        })
    })
}

fn leads_to(project: &Project, from: &str, path: &str, target: &str) -> bool {
    let module = crate::paths::split(path).map_or("", |(module, _)| module);
    [path, module].iter().any(|path| project.resolve(from, path) == Some(target))
}

/// A file in the package of a module that can be imported, as it is imported then.
fn inside(home: &Home, file: &str) -> Option<Home> {
    let directory = parent(&home.file);
    let rest = if directory.is_empty() { file } else { file.strip_prefix(directory)?.strip_prefix('/')? };
    let stem = rest.strip_suffix(".py")?;
    let stem = stem.strip_suffix("/__init__").unwrap_or(stem).replace('/', ".");
    let prefix = &home.module[..home.module.rfind('.').map_or(0, |at| at + 1)];
    Some(Home { file: file.to_owned(), module: format!("{prefix}{stem}"), is_elsewhere: home.is_elsewhere })
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
        let why = shown.no_home.unwrap_or("a module called cors_policy is there already and is another one");
        set(conclusion, name, *index, Plan::NoHome(why));
    }
    for (home, group) in groups {
        let is_alone = group.len() < settings.min_sites && settings.module.is_none() && !is_there(home);
        if is_alone {
            for (name, index, _) in group {
                set(conclusion, name, index, Plan::Only(home.to_owned()));
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
    let mut namer = Namer::new(existing.iter(), &conclusion.variables);
    // The policy that most places share comes first, and takes the plain names.
    let mut counts: BTreeMap<Policy, (usize, &str)> = BTreeMap::new();
    for (name, index, _) in group {
        let policy = wanted(&files[name].places[*index].policy, settings);
        let application = files[name].application.as_str();
        counts.entry(policy).or_insert((0, application)).0 += 1;
    }
    let mut new: Vec<(Policy, (usize, &str))> = counts
        .into_iter()
        .filter(|(policy, _)| existing.iter().all(|named| named.policy != *policy))
        .collect();
    new.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.1.1.cmp(b.1.1)).then_with(|| a.0.cmp(&b.0)));
    // The policy that most applications share has the name of their package.
    let package = application(home);
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
        if !new.is_empty() {
            conclusion.added.insert(home.to_owned(), new.clone());
        }
    } else {
        conclusion.modules.insert(home.to_owned(), module::text(&new, style));
    }
    for (name, index, home) in group {
        let policy = wanted(&files[name].places[*index].policy, settings);
        let named = existing.iter().chain(&new).find(|named| named.policy == policy);
        if let Some(named) = named {
            let plan = Plan::Policy { home: (*home).clone(), function: named.function.clone() };
            set(conclusion, name, *index, plan);
        }
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
