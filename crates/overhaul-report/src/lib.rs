//! What a person or a machine reads: findings, diffs, summaries and pages.
//!
//! Everything here writes to an [`std::io::Write`] that the caller chose and knows no terminal. Text for people holds
//! ANSI styles, which the caller strips where colours are not wanted, and no other control character of a
//! file or of a path: [`visible`] is between them and every terminal.

pub mod ascii;
pub mod commit_message;
pub mod commits;
pub mod concise;
pub mod diff;
pub mod digest;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod page;
pub mod paint;
mod records;
pub mod sarif;
pub mod shown;
pub mod statistics;
pub mod summary;
pub mod text;
pub mod visible;
mod words;

pub use records::Tool;
pub use shown::{Listed, Shown};
pub use summary::Summary;
pub use visible::visible;
