//! What a policy lets an attacker do, or what it does not do although it says so.

use overhaul_engine::Declined;
use overhaul_python::Module;

use super::data::Framework;
use super::policy::{Admits, Policy};
use super::site::Site;
use super::value::{self, Value};

/// Origins that no service means together: whoever matches two of these matches everything.
const FOREIGN: [&str; 7] = [
    "https://attacker.example",
    "https://a.b.attacker.test",
    "https://attacker.com",
    "https://other.com",
    "https://evil.net",
    "http://10.1.2.3:8443",
    "http://attacker.test",
];

/// More policies of one place are not looked at.
const MAX_POLICIES: usize = 64;

/// The problems of each policy that a place may give, with a summary of the policy: what a setting may be is told by its
/// branches where its value is not.
pub fn possible_problems(module: &Module, site: &Site<'_>) -> Vec<(String, Declined)> {
    let policy = site.policy();
    let facts = policy.facts();
    let mut policies = vec![policy.clone()];
    for name in [&facts.origins, &facts.regex, &facts.credentials] {
        let unknown = site.settings.get(name).filter(|setting| setting.value == Value::Given);
        let Some(expr) = unknown.and_then(|setting| setting.expr) else { continue };
        let values = value::possible(module, expr);
        let with = |policy: &Policy, value: &Value| {
            let mut settings = policy.settings.clone();
            settings.insert(name.clone(), value.clone());
            Policy { framework: policy.framework, settings }
        };
        let each = values.iter().flat_map(|value| policies.iter().map(move |policy| with(policy, value)));
        policies = each.take(MAX_POLICIES).collect();
    }
    let mut found: Vec<(String, Declined)> = Vec::new();
    for policy in policies {
        for problem in problems(&policy) {
            if found.iter().all(|(_, known)| known.reason != problem.reason) {
                found.push((policy.summary(), problem));
            }
        }
    }
    found
}

/// The problems of a policy, worst first.
pub fn problems(policy: &Policy) -> Vec<Declined> {
    let facts = policy.facts();
    let texts = origins(policy);
    let mut found = Vec::new();
    // The default of a variable of the environment counts, as it holds where nobody sets it.
    let is_any_by_default = match policy.origins() {
        Some(Value::Code(text)) => text.contains("\"*\"") || text.contains("'*'"),
        _ => false,
    };
    if (policy.admits() == Admits::Any || is_any_by_default) && policy.has_credentials() {
        found.push(wildcard_with_credentials());
    }
    if policy.regex().is_some_and(|regex| matches_any(policy, regex)) || has_open_expression(policy) {
        found.push(regex_any());
    } else if let Some(pattern) =
        expressions(policy).into_iter().find(|pattern| is_unanchored(policy, pattern))
    {
        found.push(regex_unanchored(pattern));
    }
    let is_blank = |origin: &&str| **origin != *"*" && !origin.contains("://");
    let admits_null = |origin: &&str| *origin == "null" || facts.blank_admits_null && is_blank(origin);
    if texts.iter().any(admits_null) {
        found.push(null_origin());
    } else if let Some(origin) = texts.iter().find(|origin| never_matches(facts, origin)) {
        found.push(never_matching(origin));
    }
    let repeated = texts.iter().enumerate().find(|(index, origin)| texts[..*index].contains(origin));
    if let Some((_, origin)) = repeated {
        found.push(duplicate_origin(origin));
    }
    let unknown = policy.settings.keys().find(|name| facts.default_of(name).is_none());
    if let Some(name) = unknown.filter(|_| facts.drops_unknown) {
        found.push(ignored_setting(name));
    }
    found
}

/// Whether a policy admits whoever asks, by one way or another, and can be narrowed by its own origins.
pub fn is_open(policy: &Policy) -> bool {
    if policy.settings.contains_key("resources") {
        return false;
    }
    policy.admits() == Admits::Any
        || policy.regex().is_some_and(|regex| matches_any(policy, regex))
        || origins(policy).contains(&"null")
        || has_open_expression(policy)
}

fn origins(policy: &Policy) -> Vec<&str> {
    policy.origins().map(Value::texts).unwrap_or_default()
}

/// Flask-CORS tells an expression from a text by these characters.
fn is_expression(text: &str) -> bool {
    text.contains(['*', '\\', ']', '?', '$', '^', '[', '(', ')'])
}

/// Flask-CORS takes regular expressions among its origins.
fn has_open_expression(policy: &Policy) -> bool {
    let mut texts = origins(policy).into_iter().filter(|text| *text != "*" && is_expression(text));
    policy.facts().regex.is_empty() && texts.any(|text| matches_any(policy, &Value::Text(text.to_owned())))
}

/// The regular expressions of a policy.
fn expressions(policy: &Policy) -> Vec<&str> {
    let own = policy.regex().map(Value::texts).unwrap_or_default();
    let is_mixed = policy.facts().regex.is_empty();
    let among = origins(policy).into_iter().filter(|text| is_mixed && *text != "*" && is_expression(text));
    own.into_iter().chain(among).collect()
}

/// Whether what stands behind a match does not matter, so that another domain may be appended.
fn is_unanchored(policy: &Policy, pattern: &str) -> bool {
    let ends = pattern.ends_with('$') || pattern.ends_with("\\Z") || pattern.ends_with("$)");
    !policy.facts().matches_whole && !ends
}

/// Whether a regular expression matches origins that have nothing in common.
fn matches_any(policy: &Policy, value: &Value) -> bool {
    let Value::Text(pattern) = value else { return false };
    // Python's `\\Z` is `\\z` here.
    let pattern = pattern.replace("\\Z", "\\z");
    let end = if policy.facts().matches_whole { "$" } else { "" };
    let Ok(regex) = regex::Regex::new(&format!("^(?:{pattern}){end}")) else { return false };
    FOREIGN.iter().filter(|origin| regex.is_match(origin)).count() > 1
}

/// Browsers send scheme, host and port in lower case and nothing else.
fn never_matches(facts: &Framework, origin: &str) -> bool {
    if origin.is_empty() {
        return true;
    }
    if facts.regex.is_empty() && is_expression(origin) {
        return false;
    }
    let Some((scheme, host)) = origin.split_once("://") else { return !matches!(origin, "*" | "null") };
    // Browsers leave the scheme's own port out, and no framework reads a star inside a host.
    let has_port = matches!((scheme, host.rsplit(':').next()), ("https", Some("443")) | ("http", Some("80")));
    let is_odd = host.contains('*') || origin.trim() != origin || has_port && host.contains(':');
    if is_odd && !facts.ignores_path {
        return true;
    }
    let has_path = host.contains('/') && !facts.ignores_path;
    has_path || origin.chars().any(char::is_uppercase) && !facts.ignores_case
}

fn wildcard_with_credentials() -> Declined {
    Declined::new(
        "wildcard-with-credentials",
        "the framework answers any origin with that origin and with credentials, so every website that a signed-in \
         user opens can read and change what the user can",
        "name the origins: set `origins = [\"https://…\"]` for centralize-cors, or leave credentials out",
    )
    .as_warning()
}

fn regex_any() -> Declined {
    Declined::new(
        "regex-any",
        "the expression matches origins that have nothing in common, so every website may read the answers",
        "anchor it to your own domain, with its dots escaped, or set `origins` for centralize-cors",
    )
    .as_warning()
}

fn regex_unanchored(pattern: &str) -> Declined {
    Declined::new(
        "regex-unanchored",
        format!("\"{pattern}\" is matched at the start only, so a website may append a domain of its own"),
        "end the expression with `$`",
    )
    .as_warning()
}

fn null_origin() -> Declined {
    Declined::new(
        "null-origin",
        "any website can send the origin `null` from a sandboxed frame or a redirect, so admitting it admits all",
        "take \"null\" out of the origins",
    )
    .as_warning()
}

fn never_matching(origin: &str) -> Declined {
    Declined::new(
        "origin-never-matches",
        format!("browsers send an origin in lower case and without a path, so \"{origin}\" admits nobody"),
        "write scheme, host and port alone",
    )
    .as_warning()
}

fn duplicate_origin(origin: &str) -> Declined {
    Declined::new(
        "duplicate-origin",
        format!("\"{origin}\" stands in the list twice"),
        "take one of them out; the second changes nothing",
    )
    .as_warning()
}

fn ignored_setting(name: &str) -> Declined {
    Declined::new(
        "ignored-setting",
        format!(
            "`{name}` is no setting of the framework, which ignores it without a word and takes its default"
        ),
        "write the setting that is meant, such as `origins`",
    )
    .as_warning()
}

pub fn two_middlewares() -> Declined {
    Declined::new(
        "two-middlewares",
        "the application has two CORS policies: the one added last answers preflights, and both write headers",
        "keep one of them",
    )
    .as_warning()
}

pub fn hand_written_header() -> Declined {
    Declined::new(
        "hand-written-header",
        "the answer admits origins by a header of its own, which no policy of the framework knows about",
        "let the framework's CORS support write it, so that there is one policy",
    )
    .as_warning()
}
