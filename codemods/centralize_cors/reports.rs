//! What a policy lets an attacker do, or what it does not do although it says so.

use overhaul_engine::Declined;

use super::policy::{Admits, Policy};
use super::value::Value;

/// Origins that no service means: whoever matches these matches everything.
const FOREIGN: [&str; 3] = ["https://attacker.example", "http://10.1.2.3:8443", "https://a.b.attacker.test"];

/// The problems of a policy, worst first.
pub fn problems(policy: &Policy) -> Vec<Declined> {
    let mut found = Vec::new();
    if policy.admits() == Admits::Any && policy.has_credentials() {
        found.push(wildcard_with_credentials());
    }
    if policy.regex().is_some_and(matches_any)
        || origins(policy).iter().any(|text| is_regex_for_any(policy, text))
    {
        found.push(regex_any());
    }
    let texts = origins(policy);
    if texts.contains(&"null") {
        found.push(null_origin());
    }
    if let Some(origin) = texts.iter().find(|origin| never_matches(origin) && policy.framework == 0) {
        found.push(never_matching(origin));
    }
    let repeated = texts.iter().enumerate().find(|(index, origin)| texts[..*index].contains(origin));
    if let Some((_, origin)) = repeated {
        found.push(duplicate_origin(origin));
    }
    if texts.iter().any(|origin| origin.is_empty()) {
        found.push(never_matching(""));
    }
    found
}

/// Whether a policy admits whoever asks, by one way or another.
pub fn is_open(policy: &Policy) -> bool {
    policy.admits() == Admits::Any
        || policy.regex().is_some_and(matches_any)
        || origins(policy).iter().any(|text| *text == "null" || is_regex_for_any(policy, text))
}

fn origins(policy: &Policy) -> Vec<&str> {
    policy.origins().map(Value::texts).unwrap_or_default()
}

/// Flask-CORS takes regular expressions among its origins, which it tells by their special characters.
fn is_regex_for_any(policy: &Policy, text: &str) -> bool {
    policy.framework == 1 && text != "*" && matches_any(&Value::Text(text.to_owned()))
}

/// Whether a regular expression matches the whole of origins that have nothing in common.
pub fn matches_any(value: &Value) -> bool {
    let Value::Text(pattern) = value else { return false };
    let Ok(regex) = regex::Regex::new(&format!("^(?:{pattern})$")) else { return false };
    FOREIGN.iter().filter(|origin| regex.is_match(origin)).count() > 1
}

/// Browsers send scheme, host and port in lower case and nothing else.
fn never_matches(origin: &str) -> bool {
    let Some((_, host)) = origin.split_once("://") else { return !matches!(origin, "*" | "null" | "") };
    host.contains('/') || origin.chars().any(char::is_uppercase)
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
