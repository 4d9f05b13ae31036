//! Repositories elsewhere, by the user's own git command and its credentials, for programs: nothing is asked, nothing is
//! printed, and what the server says comes back as an error of its kind.

mod address;
mod command;
mod credential;
mod failure;
mod heads;

pub use address::check_address;
pub use credential::{Credential, credential};
pub use failure::{Failure, RemoteError};
pub use heads::{Heads, ls_remote};

pub(crate) use address::check_branch;
pub(crate) use command::{Quiet, Said};
pub(crate) use heads::asked;
