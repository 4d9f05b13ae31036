//! The files and directories that a report names, as the project has them.

use std::collections::BTreeSet;
use std::path::Path;

/// Names of the files of a project, and of all directories above them.
#[derive(Debug, Default)]
pub struct Places {
    files: BTreeSet<String>,
    directories: BTreeSet<String>,
}

/// What a text names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What the project has, sorted.
    pub found: BTreeSet<String>,
    /// Whether it names something that the project does not have.
    pub has_others: bool,
}

impl Places {
    /// Of files by their names, `/` between the parts.
    pub fn of<'f>(files: impl IntoIterator<Item = &'f str>) -> Self {
        let mut places = Self::default();
        for file in files {
            places.files.insert(file.to_owned());
            let mut rest = file;
            while let Some((directory, _)) = rest.rsplit_once('/') {
                if !places.directories.insert(directory.to_owned()) {
                    break;
                }
                rest = directory;
            }
        }
        places
    }

    /// How many files a place holds.
    pub fn count(&self, place: &str) -> usize {
        if self.files.contains(place) {
            return 1;
        }
        let prefix = format!("{place}/");
        self.files.range(prefix.clone()..).take_while(|file| file.starts_with(&prefix)).count()
    }

    /// The places that a text names: as a path, or as the name of a file that the project has once.
    pub fn named(&self, text: &str) -> Named {
        let mut named = Named::default();
        for token in text
            .split(|c: char| c.is_whitespace() || matches!(c, '`' | ',' | ';' | '(' | ')' | '|' | '"' | '\''))
        {
            let token = token.trim_matches(|c: char| matches!(c, '*' | '.' | ':' | '[' | ']' | '<' | '>'));
            if !is_path(token) {
                continue;
            }
            match self.resolve(token) {
                Some(place) => drop(named.found.insert(place)),
                None => named.has_others = true,
            }
        }
        named
    }

    fn resolve(&self, token: &str) -> Option<String> {
        // `path:12` and `path:1,2` name a line of it.
        let path = token.split(':').next().unwrap_or(token).trim_start_matches("./").trim_matches('/');
        let mut rest = path;
        loop {
            if !rest.is_empty() && (self.files.contains(rest) || self.directories.contains(rest)) {
                return Some(rest.to_owned());
            }
            match rest.split_once('/') {
                Some((_, behind)) => rest = behind,
                None => break,
            }
        }
        let ends = |file: &&String| file.strip_suffix(path).is_some_and(|before| before.ends_with('/'));
        let mut found = self.files.iter().filter(ends);
        found.next().filter(|_| found.next().is_none()).cloned()
    }
}

/// Whether a word is a path: it has a slash between names, or ends like a Python file.
fn is_path(token: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ':' | ',');
    let is_web = token.contains("://");
    // `CI/CD` and `pass/fail` are no paths.
    let is_lower = token.chars().any(char::is_lowercase);
    let has_directory = token.ends_with('/') || token.matches('/').count() > 1 || token.starts_with('/');
    let path = Path::new(token.split(':').next().unwrap_or(token));
    let is_file = path.extension().is_some_and(|end| end == "py" || end == "pyi");
    !is_web && is_lower && token.chars().all(is_plain) && (is_file || has_directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_project() {
        let places = Places::of(["apps/a/main.py", "apps/a/store.py", "apps/b/main.py", "tools/x.py"]);
        let named = |text: &str| {
            let named = places.named(text);
            (named.found.into_iter().collect::<Vec<_>>().join(" "), named.has_others)
        };
        assert_eq!(
            named("in `/opt/project/apps/a/` and store.py:12,14"),
            ("apps/a apps/a/store.py".into(), false)
        );
        assert_eq!(named("`main.py` is there twice"), (String::new(), true));
        assert_eq!(named("CI/CD, HTTPS/TLS, see https://x.org/apps/a/"), (String::new(), false));
        assert_eq!(named("./tools/, gone/x/y.py"), ("tools".into(), true));
        assert_eq!((places.count("apps"), places.count("tools/x.py"), places.count("ap")), (3, 1, 0));
    }
}
