//! Digests that are the same on every machine and in every version.

use std::fmt::Write as _;

use overhaul_git::blob_id;

/// The first half of git's id for a text.
pub fn digest(text: &str) -> String {
    let mut hex = String::new();
    for byte in &blob_id(text.trim().as_bytes())[..8] {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A number that spreads texts evenly.
pub fn number(text: &str) -> u64 {
    u64::from_str_radix(&digest(text), 16).unwrap_or_default()
}
