//! What one file of a project says about CORS, and which modules it could import a policy from.

use std::collections::BTreeSet;
use std::sync::Arc;

use overhaul_engine::project::parent;
use overhaul_engine::{Fact, FileView};
use overhaul_python::ast::Stmt;
use overhaul_python::module::Style;
use overhaul_python::{BindingKind, Module, Names, Ranged, is_identifier, is_standard_library};

use super::helper::{self, Helper};
use super::module::{self, Named};
use super::policy::Policy;
use super::settings::Settings;
use super::site::{Form, Site, Sites};
use super::value::{self, Value};
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
    /// The run may write it.
    pub is_writable: bool,
}

/// What tells the places of one file apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The function whose parameter is the application.
    around: Option<String>,
    pub form: Form,
    pub policy: Policy,
    /// Lists and dictionaries of its module whose values it takes.
    pub constants: Vec<String>,
}

/// The key of a place.
pub fn key(module: &Module, site: &Site<'_>) -> Key {
    let around = helper::around(module, site).map(|def| def.name.to_string());
    Key { around, form: site.form, policy: site.policy(), constants: site.constants.clone() }
}

/// What one place says.
#[derive(Debug, Clone)]
pub struct Place {
    pub key: Key,
    /// It can be replaced.
    pub is_free: bool,
    /// Where it stands at module level, in bytes.
    pub top: Option<u32>,
}

/// What one file says.
#[derive(Debug, Clone)]
pub struct Shown {
    pub places: Vec<Place>,
    /// Helpers by the place that they hold.
    pub helpers: Vec<(usize, Helper)>,
    /// Importing it does nothing but define, and imports nothing of the project.
    pub defines_only: bool,
    /// The names that it binds at module level.
    pub bound: BTreeSet<String>,
    /// Nothing asks to leave it alone.
    pub is_open: bool,
    pub homes: Vec<Home>,
    /// Why it has none in its own package.
    pub no_home: Option<&'static str>,
    pub offered: Option<Vec<Named>>,
    pub style: Style,
    pub application: String,
    /// Variables of the environment that it reads.
    pub variables: BTreeSet<String>,
    /// A test that looks at the headers.
    pub pins: bool,
    /// What it imports, for cycles.
    pub imports: Vec<String>,
    /// The functions of modules of policies that it uses: file and name.
    pub uses: Vec<(String, String)>,
}

/// The name of the application in a file.
pub fn application(path: &str) -> String {
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
        places.push(Place { key: key(file.module, site), is_free, top });
    }
    let (homes, no_home) = homes(file, settings);
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
        style: file.module.style().clone(),
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
    if !module.split('.').all(is_identifier) || is_standard_library(module) {
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
