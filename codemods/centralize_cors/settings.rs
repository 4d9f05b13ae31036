//! The options of centralize-cors.

use overhaul_engine::{OptionKind, OptionSpec, Options};

pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec { name: "module", kind: OptionKind::Text, default: "\"\"" },
    OptionSpec { name: "min_sites", kind: OptionKind::AtLeast(1), default: "2" },
    OptionSpec { name: "origins", kind: OptionKind::List, default: "[]" },
];

/// The options as the code asks for them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The dotted name of the one module; without it, one for each package is chosen.
    pub module: Option<String>,
    /// As many places make a module worth while.
    pub min_sites: usize,
    /// The origins that open policies are narrowed to; without them nothing is narrowed.
    pub origins: Vec<String>,
}

impl Settings {
    pub fn new(options: &Options) -> Self {
        let module = options.text("module", "");
        Self {
            module: (!module.is_empty()).then(|| module.to_owned()),
            min_sites: usize::try_from(options.integer("min_sites", 2)).unwrap_or(2),
            origins: options.list("origins").into_iter().filter_map(|origin| clean(&origin)).collect(),
        }
    }
}

/// An origin as browsers send it: scheme, host and port in lower case; nothing for what is no origin.
fn clean(origin: &str) -> Option<String> {
    let origin = origin.trim().trim_end_matches('/').to_lowercase();
    let (scheme, host) = origin.split_once("://")?;
    let is_host = !host.is_empty() && !host.contains(['/', '*', ' ', '"', '\'', '\\']);
    (is_host && !scheme.is_empty()).then_some(origin)
}
