//! The globs of a configuration.

use globset::{Error, Glob, GlobBuilder};

/// The glob that a pattern stands for, for paths relative to the project's root: one without a slash matches a file
/// or directory of that name at any depth.
pub fn glob(pattern: &str) -> Result<Glob, Error> {
    build(&anchored(pattern))
}

/// The same, and a glob for all that is below a directory that matches.
pub fn glob_with_below(pattern: &str) -> Result<[Glob; 2], Error> {
    let anchored = anchored(pattern);
    Ok([build(&anchored)?, build(&format!("{anchored}/**"))?])
}

fn anchored(pattern: &str) -> String {
    let trimmed = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    if let Some(anchored) = trimmed.strip_prefix('/') {
        anchored.to_owned()
    } else if trimmed.contains('/') {
        trimmed.to_owned()
    } else {
        format!("**/{trimmed}")
    }
}

fn build(pattern: &str) -> Result<Glob, Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_a_gitignore() {
        for (pattern, path, matches) in [
            ("legacy", "legacy/a.py", true),
            ("legacy", "src/legacy/deep/a.py", true),
            ("legacy", "src/legacy.py", false),
            ("legacy/", "legacy/a.py", true),
            ("/legacy", "src/legacy/a.py", false),
            ("src/legacy", "src/legacy/a.py", true),
            ("./src/legacy", "src/legacy/a.py", true),
            ("src/legacy", "other/src/legacy/a.py", false),
            ("*_pb2.py", "src/x_pb2.py", true),
            ("src/*.py", "src/a.py", true),
            ("src/*.py", "src/deep/a.py", false),
            ("src/**/gen", "src/a/b/gen/x.py", true),
            ("tests/**", "tests/a/b.py", true),
        ] {
            let found =
                glob_with_below(pattern).unwrap().iter().any(|glob| glob.compile_matcher().is_match(path));
            assert_eq!(found, matches, "{pattern} {path}");
        }
        assert!(glob("a[").is_err());
    }
}
