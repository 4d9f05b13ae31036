//! The codemods of overhaul, one folder each. Adding one is a folder and a line in [`registry`].

use std::sync::Arc;

use overhaul_engine::Codemod;

pub mod centralize_cors;
mod commands;
mod home;
mod names;
pub mod narrow_except;
pub mod nullpool_to_queuepool;
pub mod parameterize_sql;
mod paths;
mod places;
pub mod print_to_logger;
mod reach;
mod scan;
mod tables;

/// All codemods with their default options, in the order in which they run.
pub fn registry() -> Vec<Arc<dyn Codemod>> {
    vec![
        Arc::new(print_to_logger::PrintToLogger::default()),
        Arc::new(parameterize_sql::ParameterizeSql::default()),
        Arc::new(narrow_except::NarrowExcept::default()),
        Arc::new(nullpool_to_queuepool::NullpoolToQueuepool::default()),
        Arc::new(centralize_cors::CentralizeCors::default()),
    ]
}
