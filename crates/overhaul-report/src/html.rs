//! Diffs as HTML: fragments for the web review, and a page that needs nothing but itself.
//!
//! Source text, names and messages are hostile: all of them go through [`text`], which leaves no character that HTML would
//! read as markup and none that reorders or hides what is read.

mod code;
mod emphasis;
pub mod hunks;
pub mod page;
pub mod shell;
pub mod text;

pub use hunks::{Colours, Rendered};

/// How the fragments of [`hunks`] look, in light and dark.
pub const DIFF_CSS: &str = include_str!("html/diff.css");
