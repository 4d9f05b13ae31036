//! The options of nullpool-to-queuepool.

use overhaul_engine::{OptionKind, OptionSpec, Options};

pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec { name: "pool_size", kind: OptionKind::AtLeast(1), default: "20" },
    OptionSpec { name: "max_overflow", kind: OptionKind::AtLeast(0), default: "40" },
    OptionSpec { name: "pool_pre_ping", kind: OptionKind::Bool, default: "true" },
    OptionSpec { name: "pool_recycle", kind: OptionKind::AtLeast(-1), default: "3600" },
    OptionSpec { name: "style", kind: OptionKind::Choice(&["explicit", "default"]), default: "\"explicit\"" },
];

/// The options as the code asks for them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What an engine is given, by SQLAlchemy's keywords and in the order in which they are written.
    pub keywords: Vec<(&'static str, String)>,
    /// The class is named; else `poolclass` is left out, so that the dialect chooses.
    pub names_class: bool,
}

impl Settings {
    pub fn new(options: &Options) -> Self {
        let mut keywords = vec![
            ("pool_size", options.integer("pool_size", 20).to_string()),
            ("max_overflow", options.integer("max_overflow", 40).to_string()),
        ];
        if options.flag("pool_pre_ping", true) {
            keywords.push(("pool_pre_ping", "True".to_owned()));
        }
        // SQLAlchemy's default, -1, is not written.
        let recycle = options.integer("pool_recycle", 3600);
        if recycle >= 0 {
            keywords.push(("pool_recycle", recycle.to_string()));
        }
        Self { keywords, names_class: options.text("style", "explicit") == "explicit" }
    }
}
