//! One plan over many repositories, as pull requests that stay true.

pub mod forge;
