//! The styles of everything that overhaul writes.

use anstyle::{AnsiColor, Style};

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const HEADING: Style = Style::new().bold().underline();
pub const CODE: Style = AnsiColor::Cyan.on_default();
pub const GUTTER: Style = AnsiColor::Blue.on_default().bold();
pub const FIX: Style = AnsiColor::Green.on_default().bold();
pub const REVIEW: Style = AnsiColor::Yellow.on_default().bold();
pub const DECLINED: Style = AnsiColor::Magenta.on_default();
pub const ADDED: Style = AnsiColor::Green.on_default();
pub const REMOVED: Style = AnsiColor::Red.on_default();
pub const HUNK: Style = AnsiColor::Cyan.on_default();
