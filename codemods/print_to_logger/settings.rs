//! The options of print-to-logger.

use overhaul_engine::{OptionKind, OptionSpec, Options};

pub(super) const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        name: "level",
        kind: OptionKind::Choice(&["debug", "info", "warning", "error", "critical"]),
        default: "\"info\"",
    },
    OptionSpec { name: "message", kind: OptionKind::Choice(&["lazy", "keep"]), default: "\"lazy\"" },
    OptionSpec { name: "banners", kind: OptionKind::Choice(&["remove", "keep"]), default: "\"remove\"" },
    OptionSpec { name: "scripts", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "cli", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "tests", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "examples", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "print-functions", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "configure", kind: OptionKind::Bool, default: "false" },
    OptionSpec { name: "logger-name", kind: OptionKind::Identifier, default: "\"logger\"" },
];

/// The options as the code asks for them.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub level: String,
    pub keep_messages: bool,
    pub keep_banners: bool,
    pub scripts: bool,
    pub cli: bool,
    pub tests: bool,
    pub examples: bool,
    pub print_functions: bool,
    pub configure: bool,
    pub logger_name: String,
}

impl Settings {
    pub fn new(options: &Options) -> Self {
        Self {
            level: options.text("level", "info").to_owned(),
            keep_messages: options.text("message", "lazy") == "keep",
            keep_banners: options.text("banners", "remove") == "keep",
            scripts: options.flag("scripts", false),
            cli: options.flag("cli", false),
            tests: options.flag("tests", false),
            examples: options.flag("examples", false),
            print_functions: options.flag("print-functions", false),
            configure: options.flag("configure", false),
            logger_name: options.text("logger-name", "logger").to_owned(),
        }
    }
}
