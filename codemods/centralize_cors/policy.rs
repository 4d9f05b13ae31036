//! A policy: what an application answers browsers of other origins, by the keywords of its framework.

use std::collections::BTreeMap;

use super::data::{FACTS, Framework};
use super::value::Value;

/// The settings of a framework, as they are given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Policy {
    /// The framework's row in the table.
    pub framework: usize,
    pub settings: BTreeMap<String, Value>,
}

/// Whom a policy admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admits {
    Any,
    Matching,
    Local,
    Listed,
    Nobody,
    /// What the program decides when it runs.
    Configured,
}

impl Policy {
    pub fn facts(&self) -> &'static Framework {
        &FACTS.frameworks[self.framework]
    }

    pub fn origins(&self) -> Option<&Value> {
        self.settings.get(&self.facts().origins)
    }

    /// A regular expression of origins, where one is given.
    pub fn regex(&self) -> Option<&Value> {
        self.settings.get(&self.facts().regex).filter(|value| **value != Value::None)
    }

    pub fn has_credentials(&self) -> bool {
        self.settings.get(&self.facts().credentials).is_some_and(Value::is_true)
    }

    pub fn admits(&self) -> Admits {
        let of_resources;
        let origins = match (self.origins(), self.settings.get("resources")) {
            (Some(origins), _) => origins,
            (None, Some(resources)) => {
                of_resources = origins_of(resources);
                &of_resources
            }
            (None, None) => {
                let is_open = self.facts().default_of(&self.facts().origins) == Some("'*'");
                of_resources = if is_open { Value::Text("*".to_owned()) } else { Value::None };
                &of_resources
            }
        };
        if !origins.is_known() {
            return Admits::Configured;
        }
        let texts = origins.texts();
        match texts.as_slice() {
            _ if texts.contains(&"*") => Admits::Any,
            [] => default_of_empty(self),
            all if all.iter().all(|origin| is_local(origin)) => Admits::Local,
            _ => Admits::Listed,
        }
    }

    /// The name of the function that gives the policy, for an application or package of this name. What it admits is no
    /// part of the name, as it may change.
    pub fn function(&self, application: &str) -> String {
        let prefix = if self.facts().name == "flask" { "flask_cors_for" } else { "cors_for" };
        format!("{prefix}_{application}")
    }

    /// One sentence about it, without a full stop.
    pub fn summary(&self) -> String {
        let admits = match self.admits() {
            Admits::Any => "Any origin",
            Admits::Matching => "Origins that match an expression",
            Admits::Local => "Origins of a developer's machine",
            Admits::Listed => "Listed origins",
            Admits::Nobody => "No origin",
            Admits::Configured => "Origins that the configuration names",
        };
        let credentials = match self.settings.get(&self.facts().credentials) {
            Some(value) if !value.is_known() => "with credentials as configured",
            _ if self.has_credentials() => "with credentials",
            _ => "without credentials",
        };
        format!("{admits}, {credentials}")
    }

    /// The settings that the program gives when it runs, in the table's order.
    pub fn given(&self) -> Vec<&str> {
        self.ordered().filter(|(_, value)| **value == Value::Given).map(|(name, _)| name).collect()
    }

    /// The settings in the table's order, unknown ones last.
    pub fn ordered(&self) -> impl Iterator<Item = (&str, &Value)> {
        let table = &self.facts().settings;
        let place = |name: &str| table.iter().position(|(known, _)| known == name).unwrap_or(table.len());
        let mut all: Vec<(&str, &Value)> =
            self.settings.iter().map(|(name, value)| (name.as_str(), value)).collect();
        all.sort_by_key(|(name, _)| (place(name), *name));
        all.into_iter()
    }

    /// The same policy for these origins alone; for its own ones, where only `null` among them is too much.
    pub fn narrowed(&self, origins: &[String]) -> Self {
        let mut settings = self.settings.clone();
        let texts = self.origins().map(Value::texts).unwrap_or_default();
        let is_plain = texts.iter().all(|text| !text.contains('*'));
        if texts.contains(&"null") && is_plain && self.regex().is_none() {
            let own: Vec<String> =
                texts.into_iter().filter(|text| *text != "null").map(str::to_owned).collect();
            if !own.is_empty() {
                settings.insert(self.facts().origins.clone(), list(&own));
                return Self { framework: self.framework, settings };
            }
        }
        settings.remove(&self.facts().regex);
        settings.insert(self.facts().origins.clone(), list(origins));
        Self { framework: self.framework, settings }
    }
}

/// The origins of the resources of Flask-CORS; a resource without them admits any.
fn origins_of(resources: &Value) -> Value {
    let any = || Value::Text("*".to_owned());
    match resources {
        Value::Dict(items) => Value::List(
            items
                .iter()
                .map(|(_, options)| match options {
                    Value::Dict(options) => {
                        let found = options.iter().find(|(key, _)| *key == Value::Text("origins".to_owned()));
                        found.map_or_else(any, |(_, origins)| origins.clone())
                    }
                    _ => Value::Given,
                })
                .collect(),
        ),
        known if known.is_known() => any(),
        _ => Value::Given,
    }
}

fn default_of_empty(policy: &Policy) -> Admits {
    if policy.regex().is_some() { Admits::Matching } else { Admits::Nobody }
}

/// Origins as a value.
pub fn list(origins: &[String]) -> Value {
    Value::List(origins.iter().map(|origin| Value::Text(origin.clone())).collect())
}

fn is_local(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0")
}
