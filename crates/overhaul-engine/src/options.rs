//! The options of a codemod: declared as data, checked when they are read.

use std::collections::BTreeMap;
use std::fmt;

use overhaul_python::is_identifier;
use thiserror::Error;
use toml_edit::Value;

/// One option that a codemod takes.
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    pub name: &'static str,
    pub kind: OptionKind,
    pub default: &'static str,
}

/// What an option's value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionKind {
    Bool,
    /// A whole number that is not below this one.
    AtLeast(i64),
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A Python identifier.
    Identifier,
    List,
}

impl OptionKind {
    /// As a message names it: `true or false`, `one of "a", "b"`.
    pub fn describe(self) -> String {
        match self {
            Self::Bool => "true or false".to_owned(),
            Self::AtLeast(least) => format!("a whole number of at least {least}"),
            Self::Text => "a string".to_owned(),
            Self::Identifier => "a Python name in quotes".to_owned(),
            Self::List => "a list of strings".to_owned(),
            Self::Choice(words) => {
                format!(
                    "one of {}",
                    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
                )
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<String>),
}

/// As TOML writes it.
impl fmt::Display for OptionValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value: Value = match self {
            Self::Bool(value) => (*value).into(),
            Self::Integer(value) => (*value).into(),
            Self::Text(value) => value.as_str().into(),
            Self::List(values) => values.iter().map(String::as_str).collect(),
        };
        write!(formatter, "{value}")
    }
}

/// The values that a user gave to one codemod; what is not here has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    values: BTreeMap<String, OptionValue>,
}

/// Why an option could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OptionError {
    #[error("unknown option '{name}'{}", did_you_mean(.nearest.as_deref()))]
    Unknown { name: String, nearest: Option<String> },
    #[error("'{name}' must be {expected}")]
    Type { name: String, expected: String },
}

/// `; did you mean 'x'?`, or nothing.
pub fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean '{nearest}'?"))
}

/// The candidate that is spelled most like `word`, if any is close.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate.to_owned())
}

impl Options {
    /// Checks a value against the declared options and keeps it.
    pub fn set(&mut self, specs: &[OptionSpec], name: &str, value: OptionValue) -> Result<(), OptionError> {
        let Some(spec) = specs.iter().find(|spec| spec.name == name) else {
            let nearest = nearest(name, specs.iter().map(|spec| spec.name));
            return Err(OptionError::Unknown { name: name.to_owned(), nearest });
        };
        let fits = match (spec.kind, &value) {
            (OptionKind::Bool, OptionValue::Bool(_))
            | (OptionKind::Text, OptionValue::Text(_))
            | (OptionKind::List, OptionValue::List(_)) => true,
            (OptionKind::AtLeast(least), OptionValue::Integer(number)) => *number >= least,
            (OptionKind::Choice(words), OptionValue::Text(text)) => words.contains(&text.as_str()),
            (OptionKind::Identifier, OptionValue::Text(text)) => is_identifier(text),
            _ => false,
        };
        if !fits {
            return Err(OptionError::Type { name: name.to_owned(), expected: spec.kind.describe() });
        }
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    /// Whether every option has its default.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// These values, with those of `over` put above them.
    #[must_use]
    pub fn overridden_by(&self, over: &Self) -> Self {
        let mut values = self.values.clone();
        values.extend(over.values.clone());
        Self { values }
    }

    pub fn flag(&self, name: &str, default: bool) -> bool {
        match self.values.get(name) {
            Some(OptionValue::Bool(value)) => *value,
            _ => default,
        }
    }

    pub fn text<'a>(&'a self, name: &str, default: &'a str) -> &'a str {
        match self.values.get(name) {
            Some(OptionValue::Text(value)) => value,
            _ => default,
        }
    }

    pub fn integer(&self, name: &str, default: i64) -> i64 {
        match self.values.get(name) {
            Some(OptionValue::Integer(value)) => *value,
            _ => default,
        }
    }

    /// The texts of a list; empty where none were given.
    pub fn list(&self, name: &str) -> Vec<String> {
        match self.values.get(name) {
            Some(OptionValue::List(values)) => values.clone(),
            _ => Vec::new(),
        }
    }

    /// Name and value of what was given, sorted by name.
    pub fn given(&self) -> impl Iterator<Item = (&str, &OptionValue)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECS: &[OptionSpec] = &[
        OptionSpec { name: "level", kind: OptionKind::Choice(&["debug", "info"]), default: "info" },
        OptionSpec { name: "tests", kind: OptionKind::Bool, default: "false" },
    ];

    #[test]
    fn mistakes_name_the_nearest_right_thing() {
        let mut options = Options::default();
        let message = |result: Result<(), OptionError>| result.unwrap_err().to_string();
        assert_eq!(
            message(options.set(SPECS, "levle", OptionValue::Bool(true))),
            "unknown option 'levle'; did you mean 'level'?"
        );
        assert_eq!(
            message(options.set(SPECS, "level", OptionValue::Text("loud".into()))),
            "'level' must be one of \"debug\", \"info\""
        );
        assert_eq!(message(options.set(SPECS, "zzz", OptionValue::Bool(true))), "unknown option 'zzz'");
        options.set(SPECS, "tests", OptionValue::Bool(true)).unwrap();
        assert!(options.flag("tests", false));
    }

    #[test]
    fn values_are_shown_as_toml() {
        let list = OptionValue::List(vec!["a\"b".to_owned(), "c".to_owned()]);
        assert_eq!(list.to_string(), r#"['a"b', "c"]"#);
        assert_eq!(OptionValue::Integer(20).to_string(), "20");
    }
}
