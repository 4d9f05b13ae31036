//! What a finding says: what raises what, through which functions, and what was taken for granted.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::PythonVersion;

use super::effects::{Assumption, Cause, Class, Effects};

/// So many causes are named for one class.
const MAX_CAUSES: usize = 3;

/// `OSError and ValueError (`load` calls `open` and `json.load`), TypeError (`open`)`
pub fn classes(effects: &Effects, smallest: &[Class], lowest: PythonVersion) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for class in smallest {
        let of_class = effects.raises.iter().filter(|(raised, _)| raised.derives(&class.name, lowest));
        let causes = chains(&of_class.flat_map(|(_, causes)| causes).collect());
        match groups.iter_mut().find(|(known, _)| *known == causes) {
            Some((_, names)) => names.push(&class.name),
            None => groups.push((causes, vec![&class.name])),
        }
    }
    let said: Vec<String> =
        groups.iter().map(|(causes, names)| format!("{} ({causes})", listed(names))).collect();
    said.join(", ")
}

/// What may raise anything.
pub fn unknown(effects: &Effects) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in effects.unknown.iter().take(MAX_CAUSES) {
        let what = cause.what.trim_end_matches(',');
        let way: Vec<&str> = cause.via.iter().rev().map(String::as_str).collect();
        said.push(if way.is_empty() {
            what.to_owned()
        } else {
            format!("{what} (called by {})", way.join(", by "))
        });
    }
    let hidden = effects.unknown.len().saturating_sub(MAX_CAUSES);
    if hidden > 0 {
        said.push(format!("{hidden} more"));
    }
    listed(&said)
}

/// Causes, those behind the same functions together.
fn chains(causes: &BTreeSet<&Cause>) -> String {
    // `a.b` says nothing beside `a.b.c`.
    let is_said = |cause: &Cause| {
        let head = cause.what.trim_end_matches('`');
        causes.iter().any(|other| {
            let longer = other.what.strip_prefix(head).is_some_and(|rest| rest.starts_with(['.', '[', '(']));
            longer && other.via == cause.via
        })
    };
    let causes: Vec<&Cause> = causes.iter().copied().filter(|cause| !is_said(cause)).collect();
    let mut by_way: BTreeMap<&[String], Vec<String>> = BTreeMap::new();
    let hidden = causes.len().saturating_sub(MAX_CAUSES);
    for cause in causes.into_iter().take(MAX_CAUSES) {
        by_way.entry(&cause.via).or_default().push(cause.what.trim_end_matches(',').to_owned());
    }
    let mut parts: Vec<String> = by_way
        .into_iter()
        .map(|(via, what)| match via {
            [] => listed(&what),
            [first, rest @ ..] => {
                let middle: String = rest.iter().map(|step| format!(" calls {step}, which")).collect();
                // Only a call is called.
                let is_call = |what: &String| {
                    what.trim_matches('`').chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'))
                };
                let verb = if what.iter().all(is_call) { "calls" } else { "has" };
                format!("{first}{middle} {verb} {}", listed(&what))
            }
        })
        .collect();
    if hidden > 0 {
        parts.push(format!("{hidden} more"));
    }
    parts.join("; ")
}

/// What a reviewer has to check, one sentence.
pub fn assumptions(assumes: &BTreeSet<Assumption>) -> String {
    let mut sentences = Vec::new();
    let quoted = |wanted: &dyn Fn(&Assumption) -> Option<String>| -> Vec<String> {
        assumes.iter().filter_map(wanted).collect()
    };
    let values = quoted(&|assumption| match assumption {
        Assumption::Value(text) if text.contains('`') => Some(text.clone()),
        Assumption::Value(text) => Some(format!("`{text}`")),
        _ => None,
    });
    if !values.is_empty() {
        let verb = if values.len() == 1 { "is a value" } else { "are values" };
        sentences.push(format!("{} {verb} of a builtin type, or no worse", listed(&shortened(values))));
    }
    let parameters = quoted(&|assumption| match assumption {
        Assumption::Type(name) => Some(format!("`{name}`")),
        _ => None,
    });
    if !parameters.is_empty() {
        let verb = if parameters.len() == 1 {
            "is of the type that it is declared or seems to be"
        } else {
            "are of the types that they are declared or seem to be"
        };
        sentences.push(format!("{} {verb}", listed(&shortened(parameters))));
    }
    for assumption in assumes {
        match assumption {
            Assumption::Bound(name) => sentences.push(format!("`{name}` has a value here")),
            Assumption::Import(module) => {
                sentences
                    .push(format!("the import of `{module}` fails with no other class than ImportError"));
            }
            Assumption::Override(method) => {
                sentences.push(format!("no subclass has a {method} of its own that raises more"));
            }
            Assumption::Rare(call, classes) => {
                sentences.push(format!(
                    "{call} does not end in {}, which odd input or a broken setup gives",
                    listed(classes)
                ));
            }
            Assumption::Value(_) | Assumption::Type(_) => {}
        }
    }
    sentences.join("; ")
}

fn shortened(mut words: Vec<String>) -> Vec<String> {
    let hidden = words.len().saturating_sub(4);
    words.truncate(4);
    if hidden > 0 {
        words.push(format!("{hidden} more"));
    }
    words
}

/// `a, b and c`
pub fn listed(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match &words[..] {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
