//! The options of parameterize-sql.

use overhaul_engine::{OptionKind, OptionSpec, Options};

pub const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "identifiers",
    kind: OptionKind::Choice(&["guard", "decline"]),
    default: "\"guard\"",
}];

/// The options as the code asks for them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Names are wrapped in a check rather than only reported.
    pub guards: bool,
}

impl Settings {
    pub fn new(options: &Options) -> Self {
        Self { guards: options.text("identifiers", "guard") == "guard" }
    }
}
