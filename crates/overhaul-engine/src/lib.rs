//! How a codemod runs: what it sees, what it may answer, and what is checked before anyone else sees the result.
//!
//! The way of the data is prefilter, parse, survey, rewrite, stack, gate, change set. The engine knows no
//! codemod by name, prints nothing and writes nothing.

pub mod change_set;
pub mod codemod;
pub mod finding;
pub mod gate;
pub mod options;
pub mod page;
pub mod prefilter;
pub mod preview;
pub mod project;
pub mod run;
pub mod shared;
pub mod stack;
pub mod stored;
pub mod tree;
mod types;
pub mod verdict;

pub use change_set::{
    Change, ChangeSet, Content, EndState, Failure, FailureKind, FileReport, Located, Stage, Store,
};
pub use codemod::{Codemod, Fact, FileView, Survey};
pub use finding::{Declined, Finding, Fix, Level, Outcome};
pub use options::{OptionError, OptionKind, OptionSpec, OptionValue, Options};
pub use page::Page;
pub use preview::Piece;
pub use project::Project;
pub use run::{Known, Override, Phase, Progress, Run, Selection};
pub use shared::{Need, NewFile};
pub use tree::{ContentId, File, MemoryTree, Skipped, Tree, Walked, WorkTree};
pub use verdict::{Fingerprint, Identity, LeftOut, Place, Verdict, Verdicts};
