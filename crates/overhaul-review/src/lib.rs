//! How people decide about findings: what is kept of decisions, and what a reviewer sees in which order.

pub mod baseline;
pub mod decisions;
pub mod files;
pub mod item;
pub mod renames;
pub mod reported;
pub mod review;
pub mod terminal;
pub mod web;

pub use baseline::{Baseline, BaselineError};
pub use decisions::{Decided, Decision, Decisions, DecisionsError};
pub use item::{Item, Part};
pub use renames::Renames;
pub use reported::{Reported, ReportedError};
pub use review::{Progress, Review};
