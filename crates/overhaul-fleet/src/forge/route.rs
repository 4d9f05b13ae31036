//! What is asked for on a host: a path and a query of encoded parts.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986, section 2.3.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as one part of a path or of a query, which it cannot leave.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Whether a text can be one part of a path: servers and proxies read dots as steps, also encoded ones.
pub fn is_part(text: &str) -> bool {
    !matches!(text, "" | "." | "..")
}

/// Where a request goes, from the root of the forge's interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// What of the root's end is left out.
    less: &'static str,
    path: String,
    query: String,
}

impl Route {
    /// A path of parts, each encoded by itself.
    pub fn new(parts: &[&str]) -> Self {
        let path = parts.iter().map(|part| format!("/{}", encoded(part))).collect();
        Self { less: "", path, query: String::new() }
    }

    /// GitHub's GraphQL interface. GitHub Enterprise Server has it beside version 3 of the other one (docs.github.com, "Forming
    /// calls with GraphQL").
    pub fn graphql() -> Self {
        Self { less: "/v3", ..Self::new(&["graphql"]) }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let sign = if self.query.is_empty() { '?' } else { '&' };
        // Writing to a string does not fail.
        let _ = write!(self.query, "{sign}{}={}", encoded(name), encoded(value));
        self
    }

    /// The address below a base without a slash at its end.
    pub fn below(&self, base: &str) -> String {
        let base = base.strip_suffix(self.less).unwrap_or(base);
        format!("{base}{}{}", self.path, self.query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_leaves_its_place() {
        let route = Route::new(&["repos", "a/../../user", "x?y#z"]).with("head", "me:b&state=all");
        assert_eq!(
            route.below("https://h/api"),
            "https://h/api/repos/a%2F..%2F..%2Fuser/x%3Fy%23z?head=me%3Ab%26state%3Dall"
        );
        assert_eq!(encoded("é\n%"), "%C3%A9%0A%25");
        assert!(!is_part("..") && !is_part("") && is_part("..."));
    }

    #[test]
    fn graphql_is_beside_the_third_version() {
        let graphql = Route::graphql();
        assert_eq!(graphql.below("https://api.github.com"), "https://api.github.com/graphql");
        assert_eq!(graphql.below("https://git.example.com/api/v3"), "https://git.example.com/api/graphql");
    }
}
