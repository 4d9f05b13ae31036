//! How the report of an audit becomes a plan, and what has become of each item of one.

pub mod account;
pub mod ask;
pub mod draft;
pub mod file;
pub mod place;
pub mod plan;
pub mod report;
pub mod status;
pub mod verify;

pub use account::Account;
pub use ask::Asks;
pub use draft::{Against, Draft, Drafted};
pub use file::News;
pub use place::Places;
pub use plan::{Plan, PlanError, Status};
pub use report::{At, Report, ReportError};
