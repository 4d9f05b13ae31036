//! What a Python file says: its text and positions, its tree and tokens, comments, style and names,
//! and the edits that change it without touching another byte.
//!
//! This is the only crate of overhaul that names a parser. Offsets are byte offsets into the decoded
//! text of a file ([`Source::text`]), which leaves out a byte order mark.

pub mod comments;
pub mod depth;
pub mod edit;
pub mod encoding;
pub mod highlight;
pub mod imports;
pub mod module;
pub mod names;
pub mod outline;
pub mod source;
pub mod statements;
pub mod strings;
pub mod types;
pub mod version;

pub use edit::{Edit, OffsetMap};
pub use encoding::{DecodeError, Encoding};
pub use module::{Module, ParseFailure};
pub use names::{BindingKind, Names, Resolution};
pub use outline::Outline;
pub use source::{Position, Source};
pub use version::PythonVersion;

pub use ruff_python_ast as ast;
pub use ruff_python_ast::token::{Token, TokenKind};
pub use ruff_text_size::{Ranged, TextRange, TextSize};

/// Whether `name` is a top-level module of the newest standard library that the parser knows.
pub fn is_standard_library(name: &str) -> bool {
    let top = name.split('.').next().unwrap_or(name);
    ruff_python_stdlib::sys::is_known_standard_library(14, top)
}

/// Whether `name` is a module that the standard library itself cannot do without: a program in front of whose standard
/// library another one stands does not get far. Source: what typeshed's `builtins.pyi` imports, and what `import re`
/// and `import dataclasses` load.
pub fn is_core_of_standard_library(name: &str) -> bool {
    const CORE: &[&str] = &[
        "_collections_abc",
        "_typeshed",
        "abc",
        "builtins",
        "codecs",
        "collections",
        "contextlib",
        "copyreg",
        "dataclasses",
        "enum",
        "functools",
        "importlib",
        "inspect",
        "io",
        "keyword",
        "operator",
        "os",
        "re",
        "reprlib",
        "sys",
        "types",
        "typing",
        "typing_extensions",
        "warnings",
    ];
    CORE.contains(&name)
}

/// Whether `name` can be a name in Python: an identifier that is no keyword.
pub fn is_identifier(name: &str) -> bool {
    ruff_python_stdlib::identifiers::is_identifier(name)
}

/// Whether `name` is a builtin of the newest Python that the parser knows.
pub fn is_builtin(name: &str) -> bool {
    ruff_python_stdlib::builtins::is_python_builtin(name, 14, false)
        || matches!(
            name,
            "__file__"
                | "__name__"
                | "__doc__"
                | "__path__"
                | "__spec__"
                | "__package__"
                | "__loader__"
                | "__builtins__"
                | "__debug__"
                | "__annotations__"
                | "__dict__"
                | "__class__"
                | "__module__"
                | "__qualname__"
                | "WindowsError"
        )
}
