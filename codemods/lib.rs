//! The codemods of overhaul, one folder each. Adding one is a folder and a line in [`registry`].

use std::sync::Arc;

use overhaul_engine::Codemod;

/// All codemods with their default options, in the order in which they run.
pub fn registry() -> Vec<Arc<dyn Codemod>> {
    vec![]
}
