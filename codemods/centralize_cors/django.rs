//! Settings of django-cors-headers: one module for each configuration is their one place, so only what is wrong with
//! them is told, and narrowed where the options name origins.

use std::collections::BTreeMap;

use overhaul_engine::{FileView, Finding, Outcome};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::{Edit, Module, Ranged, TextSize};

use super::data::FACTS;
use super::finding;
use super::judge::{fix, not_narrowed};
use super::policy::{self, Policy};
use super::reports;
use super::settings::Settings;
use super::site::{self, Sites};
use super::value::{self, Value};

/// Why an open configuration stays.
const OTHER_SETTINGS: &str = "other settings or files have a say in it, and could change it back";

/// As many modules of settings take all names of the next one.
const MAX_STEPS: usize = 6;

/// A setting with its statement.
struct Set<'a> {
    stmt: &'a Stmt,
    expr: &'a Expr,
    is_true: bool,
}

/// What a module says under one of these names, a true value first where a condition decides between several; `None`
/// where it says nothing.
fn setting<'a>(
    module: &'a Module,
    django: &[(&'a str, &'a Stmt, &'a Expr)],
    names: &[String],
) -> Option<Set<'a>> {
    let all: Vec<Set<'a>> = django
        .iter()
        .filter(|(name, ..)| names.iter().any(|known| known == name))
        .map(|(_, stmt, expr)| Set { stmt, expr, is_true: value::read(module, expr).is_true() })
        .collect();
    let is_plain = |set: &Set<'_>| module.body().iter().any(|stmt| stmt.range() == set.stmt.range());
    let first = all.iter().rposition(is_plain).unwrap_or_default();
    let at = all[first..].iter().rposition(|set| set.is_true).map(|at| first + at);
    let at = at.or(all.len().checked_sub(1))?;
    all.into_iter().nth(at)
}

/// Whether the modules whose names a file takes with `import *` set one of these to true. The last one that says something
/// decides.
fn inherits(
    file: &FileView<'_>,
    path: &str,
    module: &Module,
    names: &[String],
    steps: usize,
) -> Option<bool> {
    let steps = steps.checked_sub(1)?;
    module.names().star_imports().iter().rev().find_map(|star| {
        let base = file.project.resolve(path, &star.module)?;
        let parsed = file.types.beside(base).module()?;
        let own = setting(&parsed, &site::django_settings(&parsed), names).map(|set| set.is_true);
        own.or_else(|| inherits(file, base, &parsed, names, steps))
    })
}

/// Whether a file is a configuration of Django, or takes all names of one.
fn is_django(file: &FileView<'_>) -> bool {
    let says = |path: &str, module: &Module| {
        let text = module.text();
        let is_settings = path.split('/').any(|part| part.starts_with("settings"));
        text.contains("INSTALLED_APPS") || text.contains("corsheaders") || is_settings
    };
    let is_base = |base: &str| file.types.beside(base).module().is_some_and(|module| says(base, &module));
    let mut bases = file.module.names().star_imports().iter();
    says(file.path, file.module)
        || bases.any(|star| file.project.resolve(file.path, &star.module).is_some_and(is_base))
}

/// `is_base` says whether other settings take all of these, and may set some again.
pub fn findings(
    file: &FileView<'_>,
    sites: &Sites<'_>,
    settings: &Settings,
    is_base: impl Fn() -> bool,
) -> Vec<Finding> {
    if sites.django.is_empty() || !is_django(file) {
        return Vec::new();
    }
    let facts = &FACTS.django;
    let module = file.module;
    let read = |names: &[String]| setting(module, &sites.django, names);
    let (all, credentials) = (read(&facts.all), read(&facts.credentials));
    let lists = |names: &[String]| {
        let is_named = |name: &str| names.iter().any(|known| known == name);
        let found = sites.django.iter().filter(|(name, ..)| is_named(name));
        found.map(|(_, stmt, expr)| (*stmt, *expr)).collect::<Vec<_>>()
    };
    let (origins, regexes) = (lists(&facts.origins), lists(&facts.regexes));
    // What this file says, or else what it takes from others.
    let is_set = |own: &Option<Set<'_>>, names: &[String]| match own {
        Some(set) => set.is_true,
        None => inherits(file, file.path, module, names, MAX_STEPS).unwrap_or_default(),
    };
    let has_credentials = is_set(&credentials, &facts.credentials);
    let mut found = Vec::new();
    // What django-cors-headers is told, in the words of the framework that has the same rules.
    let policy = |name: &str, value: Value| {
        let mut settings = BTreeMap::from([(name.to_owned(), value)]);
        if has_credentials {
            settings.insert("allow_credentials".to_owned(), Value::Bool(true));
        }
        Policy { framework: FACTS.django(), settings }
    };
    if let Some(set) = all.as_ref().filter(|set| set.is_true) {
        let is_alone =
            origins.is_empty() && regexes.is_empty() && is_set_once(sites, &facts.all) && !is_base();
        let is_plain = file.module.body().iter().any(|stmt| stmt.range() == set.stmt.range());
        if !settings.origins.is_empty()
            && is_alone
            && is_plain
            && file.module.names().star_imports().is_empty()
        {
            let list = policy::list(&settings.origins).source(file.module.style().quote);
            let text = format!("{}{} = {list}", file.module.style().line_ending, facts.origins[0]);
            let loses = format!("browsers on other origins than {} lose access", settings.origins.join(", "));
            let line_end = file.module.logical_line_end(set.stmt.end());
            let end = line_end - TextSize::of(file.module.style().line_ending).min(line_end - set.stmt.end());
            let edits = vec![Edit::replace(set.expr.range(), "False"), Edit::insert(end, text)];
            let fix = fix(edits, Vec::new(), &[loses]);
            found.push(finding(set.stmt.range(), "an open CORS policy", Outcome::Fix(fix)));
        } else {
            if !settings.origins.is_empty() {
                found.push(finding(
                    set.stmt.range(),
                    "an open CORS policy",
                    Outcome::Declined(not_narrowed(OTHER_SETTINGS)),
                ));
            }
            report(&mut found, set.stmt, &policy("allow_origins", Value::Text("*".to_owned())));
        }
    }
    if let Some(set) = credentials.as_ref().filter(|set| set.is_true && all.is_none())
        && is_set(&all, &facts.all)
    {
        report(&mut found, set.stmt, &policy("allow_origins", Value::Text("*".to_owned())));
    }
    for (stmt, expr) in origins {
        for value in value::possible(module, expr) {
            report(&mut found, stmt, &policy("allow_origins", value));
        }
    }
    for (stmt, expr) in regexes {
        for value in value::possible(module, expr) {
            let items = if let Value::List(items) = value { items } else { vec![value] };
            for item in items {
                report(&mut found, stmt, &policy("allow_origin_regex", item));
            }
        }
    }
    found
}

fn is_set_once(sites: &Sites<'_>, names: &[String]) -> bool {
    sites.django.iter().filter(|(name, ..)| names.iter().any(|known| known == name)).count() == 1
}

fn report(found: &mut Vec<Finding>, stmt: &Stmt, policy: &Policy) {
    let problems = reports::problems(policy).into_iter();
    found.extend(
        problems.map(|problem| {
            finding(stmt.range(), policy.summary().to_lowercase(), Outcome::Declined(problem))
        }),
    );
}
