//! The Python version that a project promises to run on.

pub use ruff_python_ast::PythonVersion;

/// The lowest version that a `requires-python` specifier admits (PEP 440), such as 3.9 for `>=3.9,<4`.
/// `None` where it sets no lower bound.
pub fn lowest_admitted(requires_python: &str) -> Option<PythonVersion> {
    requires_python
        .split(',')
        .filter_map(|clause| {
            let clause = clause.trim();
            let version = [">=", "~=", "==", "^", ">", "~"]
                .iter()
                .find_map(|operator| clause.strip_prefix(operator))?;
            let mut parts = version.trim().split('.');
            let major = parts.next()?.trim().parse().ok()?;
            let minor =
                parts.next().and_then(|part| part.trim_end_matches('*').trim().parse().ok()).unwrap_or(0);
            Some(PythonVersion { major, minor })
        })
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specifiers() {
        let minor = |text| lowest_admitted(text).map(|version| (version.major, version.minor));
        assert_eq!(minor(">=3.9,<4"), Some((3, 9)));
        assert_eq!(minor("~=3.11.2"), Some((3, 11)));
        assert_eq!(minor("==3.12.*"), Some((3, 12)));
        assert_eq!(minor("<4"), None);
        assert_eq!(minor(">=3"), Some((3, 0)));
    }
}
