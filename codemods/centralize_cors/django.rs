//! Settings of django-cors-headers: one module for each configuration is their one place, so only what is wrong with
//! them is told, and narrowed where the options name origins.

use std::collections::BTreeMap;

use overhaul_engine::{FileView, Finding, Outcome};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::{Edit, Ranged, TextSize};

use super::data::FACTS;
use super::finding;
use super::judge::{fix, not_narrowed};
use super::policy::{self, Policy};
use super::reports;
use super::settings::Settings;
use super::site::Sites;
use super::value::{self, Value};

/// Why an open configuration stays.
const OTHER_SETTINGS: &str = "other settings or files have a say in it, and could change it back";

/// A setting with its statement.
struct Set<'a> {
    stmt: &'a Stmt,
    expr: &'a Expr,
    value: Value,
}

/// What a file says under one of these names; `None` where it says nothing.
fn setting<'a>(file: &FileView<'_>, sites: &Sites<'a>, names: &[String]) -> Option<Set<'a>> {
    let mut all = sites.django.iter().filter(|(name, ..)| names.iter().any(|known| known == name));
    let (_, stmt, expr) = all.next_back()?;
    Some(Set { stmt, expr, value: value::read(file.module, expr) })
}

/// Whether a file is a configuration of Django.
fn is_django(file: &FileView<'_>) -> bool {
    let text = file.module.text();
    let is_settings = file.path.split('/').any(|part| part.starts_with("settings"));
    text.contains("INSTALLED_APPS") || text.contains("corsheaders") || is_settings
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
    let read = |names: &[String]| setting(file, sites, names);
    let (all, origins) = (read(&facts.all), read(&facts.origins));
    let (regexes, credentials) = (read(&facts.regexes), read(&facts.credentials));
    let mut found = Vec::new();
    // What django-cors-headers is told, in the words of the framework that has the same rules.
    let policy = |name: &str, value: Value| {
        let mut settings = BTreeMap::from([(name.to_owned(), value)]);
        if credentials.as_ref().is_some_and(|set| set.value.is_true()) {
            settings.insert("allow_credentials".to_owned(), Value::Bool(true));
        }
        Policy { framework: FACTS.django(), settings }
    };
    if let Some(set) = all.as_ref().filter(|set| set.value.is_true()) {
        let is_alone = origins.is_none() && regexes.is_none() && is_set_once(sites, &facts.all) && !is_base();
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
    if let Some(set) = &origins {
        report(&mut found, set.stmt, &policy("allow_origins", set.value.clone()));
    }
    if let Some(Set { stmt, value: Value::List(items), .. }) = &regexes {
        for item in items {
            report(&mut found, stmt, &policy("allow_origin_regex", item.clone()));
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
