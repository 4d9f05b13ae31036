//! The tables of facts that centralize-cors decides by, read from `cors.toml`.

use std::sync::LazyLock;

use toml_edit::{Array, Item, TableLike, Value};

use crate::tables::{document, flag, rows, text, words, words_of};

/// What a framework takes as a policy.
#[derive(Debug, Default)]
pub struct Framework {
    pub name: String,
    pub classes: Vec<String>,
    pub entries: Vec<String>,
    pub origins: String,
    pub regex: String,
    pub credentials: String,
    /// Expressions are compared with the whole of an origin.
    pub matches_whole: bool,
    pub ignores_path: bool,
    pub ignores_case: bool,
    /// An origin without a scheme admits `null`.
    pub blank_admits_null: bool,
    /// Keywords that it does not know change nothing.
    pub drops_unknown: bool,
    /// Each keyword with its default as Python writes it.
    pub settings: Vec<(String, String)>,
}

impl Framework {
    pub fn default_of(&self, setting: &str) -> Option<&str> {
        self.settings.iter().find(|(name, _)| name == setting).map(|(_, default)| default.as_str())
    }
}

/// Names of settings of django-cors-headers.
#[derive(Debug, Default)]
pub struct Django {
    pub all: Vec<String>,
    pub origins: Vec<String>,
    pub regexes: Vec<String>,
    pub credentials: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Facts {
    pub frameworks: Vec<Framework>,
    pub route_decorators: Vec<String>,
    pub django: Django,
    pub headers: Vec<String>,
    pub header_writers: Vec<String>,
}

impl Facts {
    /// The row of django-cors-headers.
    pub fn django(&self) -> usize {
        self.frameworks.iter().position(|framework| framework.name == "django").unwrap_or_default()
    }

    /// The framework whose class a dotted path names, by its place in the table.
    pub fn class(&self, path: &str) -> Option<usize> {
        self.frameworks.iter().position(|framework| framework.classes.iter().any(|known| known == path))
    }

    pub fn is_entry(&self, path: &str) -> bool {
        self.frameworks.iter().any(|framework| framework.entries.iter().any(|known| known == path))
    }
}

pub static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let table = document(include_str!("cors.toml"));
    Facts {
        frameworks: rows(&table, "framework").into_iter().map(framework).collect(),
        route_decorators: words(table.get("routes"), "decorators"),
        django: Django {
            all: words(table.get("django"), "all"),
            origins: words(table.get("django"), "origins"),
            regexes: words(table.get("django"), "regexes"),
            credentials: words(table.get("django"), "credentials"),
        },
        headers: words(table.get("headers"), "names"),
        header_writers: words(table.get("headers"), "writers"),
    }
});

fn framework(row: &dyn TableLike) -> Framework {
    let pair = |value: &Value| {
        let pair = strings(value.as_array()?);
        let [name, default] = pair.as_slice() else { return None };
        Some((name.clone(), default.clone()))
    };
    Framework {
        name: text(row, "name"),
        classes: words_of(row, "classes"),
        entries: words_of(row, "entries"),
        origins: text(row, "origins"),
        regex: text(row, "regex"),
        credentials: text(row, "credentials"),
        matches_whole: text(row, "regex_match") == "full",
        ignores_path: flag(row, "ignores_path"),
        ignores_case: flag(row, "ignores_case"),
        blank_admits_null: flag(row, "blank_admits_null"),
        drops_unknown: flag(row, "drops_unknown"),
        settings: row
            .get("settings")
            .and_then(Item::as_array)
            .into_iter()
            .flatten()
            .filter_map(pair)
            .collect(),
    }
}

fn strings(array: &Array) -> Vec<String> {
    array.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads() {
        assert_eq!(FACTS.class("fastapi.middleware.cors.CORSMiddleware"), Some(0));
        assert_eq!(FACTS.class("flask_cors.CORS"), Some(1));
        assert!(FACTS.is_entry("starlette.middleware.Middleware"));
        assert!(FACTS.frameworks.iter().all(|framework| {
            framework.default_of(&framework.origins).is_some()
                && framework.default_of(&framework.credentials).is_some()
        }));
        assert_eq!(FACTS.frameworks[0].default_of("max_age"), Some("600"));
        assert!(FACTS.frameworks[0].matches_whole && FACTS.frameworks[1].drops_unknown);
        assert!(FACTS.frameworks[1].ignores_case && FACTS.frameworks[FACTS.django()].ignores_path);
        assert!(FACTS.frameworks[FACTS.django()].blank_admits_null);
        assert!(
            !FACTS.route_decorators.is_empty()
                && !FACTS.headers.is_empty()
                && !FACTS.header_writers.is_empty()
        );
        let django = &FACTS.django;
        assert!(!django.all.is_empty() && !django.origins.is_empty());
        assert!(!django.regexes.is_empty() && !django.credentials.is_empty());
    }
}
