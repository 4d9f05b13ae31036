//! What the path of a file says about its code: a test, an example, a command. The table is `places.toml`.

use std::sync::LazyLock;

use crate::tables::{document, words};

/// Paths of one kind.
pub(crate) struct Place {
    directories: Vec<String>,
    files: Vec<String>,
}

/// The kinds of code that are not a service's own.
pub(crate) struct Places {
    pub test: Place,
    pub example: Place,
    pub cli: Place,
}

/// The table is part of the binary; a test reads it.
pub(crate) static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let table = document(include_str!("places.toml"));
    let place = |name: &str| Place {
        directories: words(table.get(name), "directories"),
        files: words(table.get(name), "files"),
    };
    Places { test: place("test"), example: place("example"), cli: place("cli") }
});

impl Place {
    /// Whether the path of a file says so.
    pub fn holds(&self, path: &str) -> bool {
        let mut parts: Vec<&str> = path.split('/').collect();
        let file = parts.pop().unwrap_or_default();
        self.files.iter().any(|pattern| matches(pattern, file))
            || parts.iter().any(|part| self.directories.iter().any(|pattern| matches(pattern, part)))
    }
}

/// Whether a name is of a pattern in which one `*` at either end stands for any text.
fn matches(pattern: &str, name: &str) -> bool {
    if let Some(suffix) = pattern.strip_prefix('*') {
        name.ends_with(suffix)
    } else if let Some((prefix, suffix)) = pattern.split_once('*') {
        name.len() >= prefix.len() + suffix.len() && name.starts_with(prefix) && name.ends_with(suffix)
    } else {
        name == pattern
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_by_the_parts_of_a_path() {
        assert!(
            PLACES.test.holds("pkg/tests/a.py")
                && PLACES.test.holds("test_a.py")
                && PLACES.test.holds("conftest.py")
        );
        assert!(!PLACES.test.holds("pkg/latest/contest.py"));
        assert!(PLACES.cli.holds("scripts/a.py") && PLACES.cli.holds("pkg/__main__.py"));
        assert!(PLACES.example.holds("docs/x/a.py") && !PLACES.example.holds("pkg/a.py"));
    }
}
