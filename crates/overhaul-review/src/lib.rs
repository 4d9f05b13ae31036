//! How people decide about findings: what is kept of decisions, and what a reviewer sees in which order.

pub mod decisions;
pub mod item;
pub mod review;

pub use decisions::{Decided, Decision, Decisions, DecisionsError};
pub use item::{Item, Part};
pub use review::{Progress, Review};
