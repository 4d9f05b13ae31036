//! What is decided about findings from outside of a run: by a person, or by the report of another tool.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

/// A name for a finding that stays while other places of its file change: it depends on the codemod, the path, the code of the
/// place without its layout, and the ordinal among equals. Sixteen hexadecimal digits as text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(u64);

impl Place<'_> {
    pub fn fingerprint(&self) -> Fingerprint {
        self.identity.fingerprint(self.codemod, self.file)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_whole = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = is_whole.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.map(Self).ok_or("a fingerprint has sixteen hexadecimal digits")
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

/// What a finding is apart from its codemod and its path, by which it is found again after its file was renamed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// Of the code without its layout.
    code: u64,
    ordinal: u32,
}

impl Identity {
    /// The fingerprint in a file of this name.
    pub fn fingerprint(self, codemod: &str, file: &str) -> Fingerprint {
        Fingerprint(digest(&format!("{codemod}\0{file}\0{:016x}\0{}", self.code, self.ordinal)))
    }
}

/// Gives the findings of one codemod in one file their identities, in source order.
#[derive(Default)]
pub struct Identities {
    equals: HashMap<u64, u32>,
}

impl Identities {
    /// The identity of the next finding, which stands at this code.
    pub fn next(&mut self, code: &str) -> Identity {
        let code = digest(&code.split_whitespace().collect::<Vec<_>>().join(" "));
        let next = self.equals.entry(code).or_default();
        let ordinal = *next;
        *next += 1;
        Identity { code, ordinal }
    }
}

/// The first eight bytes of a SHA-1.
fn digest(text: &str) -> u64 {
    Sha1::digest(text).iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A finding as whoever decides about it sees it.
#[derive(Debug)]
pub struct Place<'a> {
    /// As in [`crate::File::name`].
    pub file: &'a str,
    pub codemod: &'static str,
    pub identity: Identity,
    /// 1-based, of the original.
    pub lines: RangeInclusive<usize>,
}

/// What becomes of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Apply,
    LeaveOut(LeftOut),
    /// Its place is to read so, in whole lines without the last line end.
    Edit(String),
}

/// Why a fix is no part of the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeftOut {
    /// A person has to review it, and the run was asked for safe fixes only.
    Review,
    /// A person has rejected it.
    Rejected,
    /// Nobody has accepted it, and the run was asked for accepted fixes only.
    Undecided,
    /// The report of another tool, to which the run is restricted, does not have it.
    Unreported,
}

impl LeftOut {
    /// In one or two words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Review => "left out",
            Self::Rejected => "rejected",
            Self::Undecided => "not accepted",
            Self::Unreported => "not reported",
        }
    }
}

/// Whoever decides. Asked from several threads; the answer for a place is always the same.
pub trait Verdicts: Sync {
    fn of(&self, _place: &Place<'_>) -> Verdict {
        Verdict::Apply
    }
}

/// Nothing was decided.
impl Verdicts for () {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_does_not_count_and_equals_are_told_apart() {
        let mut identities = Identities::default();
        let first = identities.next("print(1,\n      2)");
        let second = identities.next("print(1, 2)");
        let other = identities.next("print(1, 3)");
        assert_ne!(first, second);
        let mut again = Identities::default();
        assert_eq!(again.next("print(1, 3)"), other);
        assert_eq!(again.next("print(1, 2)"), first);
        let fingerprint = first.fingerprint("a-b", "x.py");
        assert_ne!(fingerprint, first.fingerprint("a-b", "y.py"));
        assert_ne!(fingerprint, second.fingerprint("a-b", "x.py"));
        assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        assert!("+123456789abcdef".parse::<Fingerprint>().is_err());
    }
}
