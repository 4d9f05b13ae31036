//! The options of narrow-except.

use overhaul_engine::{OptionKind, OptionSpec, Options};

pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec { name: "broad", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "at_most", kind: OptionKind::AtLeast(1), default: "4" },
];

/// The options as the code asks for them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `except Exception` and `except BaseException` are findings too.
    pub broad: bool,
    /// A handler names no more classes than this.
    pub at_most: usize,
}

impl Settings {
    pub fn new(options: &Options) -> Self {
        Self {
            broad: options.flag("broad", false),
            at_most: usize::try_from(options.integer("at_most", 4)).unwrap_or(4),
        }
    }
}
