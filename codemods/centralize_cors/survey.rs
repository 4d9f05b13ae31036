//! What the files of a project say about CORS, and which policy of which module each place gets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use overhaul_engine::project::parent;
use overhaul_engine::{Fact, FileView, Project};
use overhaul_python::ast::Stmt;
use overhaul_python::{BindingKind, Module, Names, Ranged};

use super::helper::{self, Helper};
use super::module::{self, Named, Namer, Style};
use super::policy::Policy;
use super::reports;
use super::settings::Settings;
use super::site::{Form, Site, Sites};
use super::value::{self, Value};
use crate::home::{self, NoHome, is_identifier, join};
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
    /// The run may write it.
    pub is_writable: bool,
}

/// What tells the places of one file apart: the function around them, their form and their policy.
pub type Key = (Option<String>, Form, Policy);

/// The key of a place.
pub fn key(module: &Module, site: &Site<'_>) -> Key {
    let around = helper::around(module, site).map(|def| def.name.to_string());
    (around, site.form, Policy::new(site.framework, site.policy()))
}

/// What one place says.
#[derive(Debug, Clone)]
struct Place {
    key: Key,
    /// It can be replaced.
    is_free: bool,
    /// Where it stands at module level, in bytes.
    top: Option<u32>,
    /// Lists and dictionaries of its module whose values it takes.
    constants: Vec<String>,
}

/// What one file says.
#[derive(Debug, Clone)]
struct Shown {
    places: Vec<Place>,
    /// Helpers by the place that they hold.
    helpers: Vec<(usize, Helper)>,
    /// Importing it does nothing but define, and imports nothing of the project.
    defines_only: bool,
    /// The names that it binds at module level.
    bound: BTreeSet<String>,
    /// Nothing asks to leave it alone.
    is_open: bool,
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
                let member = crate::paths::split(path).filter(|(_, last)| *last == name);
                member.is_some_and(|(module, _)| file.project.resolve(other, module) == Some(file.path))
            })
        })
    }

    /// Whether another file takes all names of this one.
    pub fn is_starred(&self, file: &FileView<'_>) -> bool {
        self.is_taken(file, "*")
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
        let is_ignored = file.module.comments().ignores(file.module, site.range(), super::ID);
        let is_free = is_free(site)
            && !is_test
            && !is_ignored
            && !file.project.is_shadowed_by_package(file.path)
            && !takes_parameters(file.module, site);
        let scope = names.scope_at(site.range().start());
        let top = (scope == Names::MODULE).then(|| site.range().start().to_u32());
        places.push(Place { key: key(file.module, site), is_free, top, constants: site.constants.clone() });
    }
    let (homes, no_home) = homes(file, settings);
    let style = file.module.style();
    let text = file.module.text();
    Arc::new(Shown {
        places,
        helpers,
        defines_only: defines_only(file),
        bound: names
            .bindings()
            .iter()
            .filter(|binding| binding.scope == Names::MODULE)
            .map(|binding| binding.name.to_string())
            .collect(),
        is_open: file
            .module
            .body()
            .last()
            .is_none_or(|last| !file.module.comments().ignores(file.module, last.range(), super::ID)),
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
            .chain(names.star_imports().iter().map(|star| format!("{}.*", star.module)))
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
        let range = expr.range();
        names.references_in(range).iter().any(|reference| {
            def.parameters.iter().any(|parameter| *parameter.name().as_str() == *reference.name)
        })
    })
}

/// Whether importing a file defines functions and constants and does nothing else.
fn defines_only(file: &FileView<'_>) -> bool {
    let is_definition = |stmt: &Stmt| match stmt {
        Stmt::Import(_) | Stmt::ImportFrom(_) | Stmt::Pass(_) | Stmt::TypeAlias(_) => true,
        Stmt::FunctionDef(def) => def.decorator_list.is_empty(),
        Stmt::ClassDef(def) => def.decorator_list.is_empty(),
        Stmt::Expr(stmt) => stmt.value.is_string_literal_expr(),
        Stmt::Assign(assign) => value::read(file.module, &assign.value).is_known(),
        Stmt::AnnAssign(assign) => {
            assign.value.as_ref().is_none_or(|value| value::read(file.module, value).is_known())
        }
        _ => false,
    };
    let is_own = |path: &str| {
        let module = crate::paths::split(path).map_or("", |(module, _)| module);
        [path, module].iter().any(|path| file.project.resolve(file.path, path).is_some())
    };
    let names = file.module.names();
    let is_aside = PLACES.cli.holds(file.path) || PLACES.example.holds(file.path);
    let stem = file.path.strip_suffix(".py").unwrap_or(file.path);
    let root = file.project.import_root(file.path);
    let inside = stem.strip_prefix(root).unwrap_or(stem).trim_start_matches('/');
    !is_aside
        && inside.split('/').all(is_identifier)
        && file.module.body().iter().all(is_definition)
        && names.star_imports().is_empty()
        && !names.bindings().iter().any(|binding| match &binding.kind {
            BindingKind::Import(path) => is_own(path),
            _ => false,
        })
}

/// Whether a statement runs between the imports of a file, so that the place of another one matters.
fn runs_between_imports(file: &FileView<'_>) -> bool {
    let is_import = |stmt: &&Stmt| matches!(stmt, Stmt::Import(_) | Stmt::ImportFrom(_));
    let body = file.module.body();
    let last = body.iter().rposition(|stmt| is_import(&stmt)).unwrap_or_default();
    body[..last].iter().any(|stmt| {
        let is_text = stmt.as_expr_stmt().is_some_and(|stmt| stmt.value.is_string_literal_expr());
        !is_import(&stmt) && !is_text
    })
}

/// Variables like the one by which a module replaces origins.
fn variables(text: &str) -> BTreeSet<String> {
    // Settings classes read a field in upper case, some behind a prefix.
    let lower = text.to_lowercase();
    let is_field = lower.contains(&module::VARIABLE.to_lowercase());
    let has_prefix = ["\"CORS_\"", "'CORS_'"].iter().any(|prefix| text.contains(prefix));
    let own = (is_field || has_prefix).then(|| module::VARIABLE.to_owned());
    let starts = text.match_indices(module::VARIABLE).map(|(at, _)| at);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    starts
        .filter(|at| !text[..*at].ends_with(is_part))
        .map(|at| text[at..].chars().take_while(|c| is_part(*c)).collect())
        .chain(own)
        .collect()
}

/// The modules that a file could import, best first.
fn homes(file: &FileView<'_>, settings: &Settings) -> (Vec<Home>, Option<&'static str>) {
    let is_ordered = !runs_between_imports(file);
    let home = |path: String, module: String, is_elsewhere: bool| Home {
        is_writable: (file.may_write)(&path),
        file: path,
        module,
        is_elsewhere,
    };
    // Importing another package runs its code, and what runs before that may matter.
    let is_near = |home: &Home| {
        let is_beside = parent(&home.file) == parent(file.path);
        let is_in_package = file.project.import_root(file.path) != parent(file.path);
        is_ordered || is_beside || is_in_package && !home.is_elsewhere
    };
    let disordered = "statements run between its imports, so the place of a further one matters";
    if let Some(module) = &settings.module {
        return match chosen(file, module) {
            Ok((path, module, is_elsewhere)) => {
                let found = home(path, module, is_elsewhere);
                if is_near(&found) { (vec![found], None) } else { (Vec::new(), Some(disordered)) }
            }
            Err(NoHome(why)) => (Vec::new(), Some(why)),
        };
    }
    let own = home::home(file, module::NAME);
    let (mut homes, mut no_home) = match own {
        Ok((path, module)) => (vec![home(path, module, false)], None),
        Err(NoHome(why)) => (Vec::new(), Some(why)),
    };
    for package in home::imported(file) {
        let candidate = home(
            join(&package.directory, &format!("{}.py", module::NAME)),
            format!("{}.{}", package.name, module::NAME),
            true,
        );
        if homes.iter().all(|home| home.file != candidate.file) {
            homes.push(candidate);
        }
    }
    let count = homes.len();
    homes.retain(is_near);
    if homes.is_empty() && count > 0 {
        no_home = Some(disordered);
    }
    (homes, no_home)
}

/// The module that the options name: its file, its name, and whether it lies in another package.
fn chosen(file: &FileView<'_>, module: &str) -> Result<(String, String, bool), NoHome> {
    if !module.split('.').all(is_identifier) || overhaul_python::is_standard_library(module) {
        return Err(NoHome("what the option `module` names is no module of a project"));
    }
    let Some((package, last)) = module.rsplit_once('.') else {
        let (path, module) = home::home(file, module)?;
        return Ok((path, module, false));
    };
    let directory = file
        .project
        .resolve(file.path, package)
        .and_then(|found| found.strip_suffix("/__init__.py"))
        .ok_or(NoHome("the package of the module that the options name is not found from here"))?;
    let stem = join(directory, last);
    if file.project.files().any(|other| other.starts_with(&format!("{stem}/"))) {
        return Err(NoHome("a package of the module's name hides it"));
    }
    let root = file.project.import_root(file.path);
    let own = file.path.strip_prefix(root).unwrap_or(file.path).trim_start_matches('/');
    let top = package.split('.').next().unwrap_or(package);
    let is_elsewhere = own.split('/').next() != Some(top);
    Ok((format!("{stem}.py"), module.to_owned(), is_elsewhere))
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
            let mut taken = place.constants.iter();
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
            let member = crate::paths::split(path).filter(|(_, last)| *last == name || *last == "*");
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
    let (_, form, policy) = &place.key;
    if *form != Form::Added {
        return None;
    }
    let policy = &wanted(policy, settings);
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
        let policy = wanted(&files[name].places[*index].key.2, settings);
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
        let policy = wanted(&files[name].places[*index].key.2, settings);
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
