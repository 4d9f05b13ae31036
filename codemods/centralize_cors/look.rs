//! Whether a file can say anything about CORS, by its bytes alone.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::scan::{may_be_called, may_take, search, words};

/// The literals without which a file gives no policy.
pub const TRIGGERS: &[&str] = &[
    "CORS",
    "flask_cors",
    "cross_origin",
    "add_middleware",
    "Middleware",
    "init_app",
    // Headers, of which a text may be in pieces.
    "-control-",
    "-Control-",
    "-CONTROL-",
];

/// The literals of files that tell something about the policies of a project: those, and settings.
pub static SURVEY_TRIGGERS: LazyLock<Vec<&str>> =
    LazyLock::new(|| [TRIGGERS, &["cors_allow", "ORIGINS", "origins"]].concat());

/// Whether the bytes of a file may give a policy, also with a class that a module of the project passes on.
pub fn may_give(bytes: &[u8]) -> bool {
    static ENOUGH: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| search(&["CORSMiddleware", "flask_cors", "CORS_ALLOW", "CORS_ORIGIN"]));
    static HEADERS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(["access-control-"]).ok());
    let has = |search: &Option<AhoCorasick>| search.as_ref().is_none_or(|search| search.is_match(bytes));
    let is_called = |name: &'static [u8]| words(bytes, name).any(|word| may_be_called(bytes, word));
    has(&ENOUGH)
        || has(&HEADERS)
        || is_called(b"add_middleware")
        || is_called(b"init_app")
        || [&b"CORS"[..], b"Middleware", b"cross_origin"].iter().any(|name| may_take(bytes, name).is_some())
}

/// Whether the bytes of a file may tell something about the policies of others.
pub fn may_tell(bytes: &[u8]) -> bool {
    static ENOUGH: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| search(&["cors_allow", "\"CORS_\"", "'CORS_'", "ORIGINS", "origins"]));
    ENOUGH.as_ref().is_none_or(|search| search.is_match(bytes)) || may_give(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_seen_however_their_class_is_taken() {
        for yes in [
            "from .ext import CORS\nCORS(app)",
            "from . import ext\next . CORS(app)",
            "from flask_cors import *",
            "from .ext import *\nCORS(app)",
            "app.add_middleware(Cross)",
            "app.add_middleware \\\n (Cross)",
            "from starlette.middleware import Middleware as M\nM(Cross)",
            "(cors.init_app)(app)",
            "cors.init_app (app)",
            "from .ext import cross_origin",
            "headers['ACCESS-CONTROL-ALLOW-ORIGIN'] = '*'",
            "headers['access-Control-allow-origin'] = '*'",
            "headers['Access-Control-' 'Allow-Origin'] = '*'",
        ] {
            assert!(may_give(yes.as_bytes()), "{yes}");
            assert!(TRIGGERS.iter().any(|trigger| yes.contains(trigger)), "{yes}");
        }
    }

    #[test]
    fn most_files_give_none() {
        for no in [
            "# CORS is the proxy's.\nx = 1",
            "class LoggingMiddleware(Base): ...",
            "'cache-control'",
            "def f(add_middleware): ...",
            "print('access-control')",
        ] {
            assert!(!may_give(no.as_bytes()), "{no}");
        }
    }
}
