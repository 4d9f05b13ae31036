//! Settings of django-cors-headers: one module for each configuration is their one place, so only what is wrong with
//! them is told, and narrowed where the options name origins.

use overhaul_engine::{FileView, Finding, Outcome};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::{Edit, Ranged};

use super::data::FACTS;
use super::finding;
use super::judge::fix;
use super::policy::{self, Policy};
use super::reports;
use super::settings::Settings;
use super::site::Sites;
use super::value::{self, Value};

/// The last statement that sets one of these names, with its value.
fn setting<'a>(sites: &Sites<'a>, names: &[String]) -> Option<(&'a Stmt, &'a Expr)> {
    let mut all = sites.django.iter().filter(|(name, ..)| names.iter().any(|known| known == name));
    all.next_back().map(|(_, stmt, value)| (*stmt, *value))
}

pub fn findings(file: &FileView<'_>, sites: &Sites<'_>, settings: &Settings) -> Vec<Finding> {
    let facts = &FACTS.django;
    let module = file.module;
    let read =
        |names: &[String]| setting(sites, names).map(|(stmt, expr)| (stmt, expr, value::read(module, expr)));
    let all = read(&facts.all);
    let origins = read(&facts.origins);
    let regexes = read(&facts.regexes);
    let credentials = read(&facts.credentials);
    let mut found = Vec::new();
    // What django-cors-headers is told, in the words of the framework that has the same rules.
    let policy = |name: &str, value: Value| {
        let mut settings = std::collections::BTreeMap::from([(name.to_owned(), value)]);
        if credentials.as_ref().is_some_and(|(_, _, value)| value.is_true()) {
            settings.insert("allow_credentials".to_owned(), Value::Bool(true));
        }
        Policy::new(FACTS.django(), settings)
    };
    if let Some((stmt, _, value)) = &all
        && value.is_true()
    {
        let narrowed = !settings.origins.is_empty() && origins.is_none() && stmt.is_assign_stmt();
        let open = policy("allow_origins", Value::Text("*".to_owned()));
        if narrowed {
            let list = policy::list(&settings.origins).source(module.style().quote);
            let text = format!("{} = {list}", facts.origins[0]);
            let loses = format!("browsers on other origins than {} lose access", settings.origins.join(", "));
            let fix = fix(vec![Edit::replace(stmt.range(), text)], Vec::new(), &[loses]);
            found.push(finding(stmt.range(), "an open CORS policy", Outcome::Fix(fix)));
        } else {
            report(&mut found, stmt, &open);
        }
    }
    if let Some((stmt, _, value)) = &origins {
        report(&mut found, stmt, &policy("allow_origins", value.clone()));
    }
    if let Some((stmt, _, Value::List(items))) = &regexes {
        for item in items {
            report(&mut found, stmt, &policy("allow_origin_regex", item.clone()));
        }
    }
    found
}

fn report(found: &mut Vec<Finding>, stmt: &Stmt, policy: &Policy) {
    let problems = reports::problems(policy).into_iter();
    found.extend(
        problems.map(|problem| {
            finding(stmt.range(), policy.summary().to_lowercase(), Outcome::Declined(problem))
        }),
    );
}
