//! The share of a fleet that one machine computes.

use std::env;
use std::num::NonZeroU64;
use std::str::FromStr;

use crate::digest;
use crate::line::Place;

/// The share `index` of `count`; the index starts at 1. A repository is always in the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: NonZeroU64,
}

/// What engines say to their workers: the variable with the index, what its first index is, and the variable with the count.
/// Kubernetes says no count: <https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode>; Slurm's array
/// may start anywhere: <https://slurm.schedmd.com/job_array.html>; GitLab, Buildkite's matrix and others count from 1 with
/// `CI_NODE_INDEX`: <https://docs.gitlab.com/ci/variables/predefined_variables/>.
const ENGINES: [(&str, &str, &str); 3] = [
    ("JOB_COMPLETION_INDEX", "0", "OVERHAUL_SHARDS"),
    ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"),
    ("CI_NODE_INDEX", "1", "CI_NODE_TOTAL"),
];

impl Shard {
    pub fn contains(self, place: &Place) -> bool {
        digest::number(&place.to_string()) % self.count == self.index - 1
    }

    /// The share that the engine which runs this process gives it; nothing where there is none.
    pub fn of_environment() -> Result<Option<Self>, String> {
        Self::of(|name| env::var(name).ok())
    }

    fn of(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, String> {
        for (index, first, count) in ENGINES {
            let Some(at) = variable(index) else { continue };
            let Some(count_text) = variable(count) else {
                return Err(format!("{index} is set, and {count} is not: it says how many shards there are"));
            };
            let number = |name: &str, text: &str| {
                text.trim().parse::<u64>().map_err(|_| format!("{name} is '{text}', which is no number"))
            };
            let first = match first.parse() {
                Ok(first) => first,
                Err(_) => variable(first).map_or(Ok(0), |text| number(first, &text))?,
            };
            let (at, count) = (number(index, &at)?, number(count, &count_text)?);
            let wrong = || format!("{index} is {at} of {count}, which is no share");
            return Self::new(at.checked_sub(first).ok_or_else(wrong)? + 1, count)
                .map(Some)
                .ok_or_else(wrong);
        }
        Ok(None)
    }

    fn new(index: u64, count: u64) -> Option<Self> {
        let count = NonZeroU64::new(count)?;
        (1..=count.get()).contains(&index).then_some(Self { index, count })
    }
}

impl FromStr for Shard {
    type Err = String;

    /// `I/N`, with `I` from 1 to `N`.
    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text
            .split_once('/')
            .and_then(|(index, count)| Self::new(index.trim().parse().ok()?, count.trim().parse().ok()?));
        parsed.ok_or_else(|| format!("'{text}' is no share such as 1/4"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_repository_is_in_one_share() {
        let shards: Vec<Shard> = (1..=4).map(|index| format!("{index}/4").parse().unwrap()).collect();
        let mut sizes = BTreeMap::new();
        for number in 0..1000 {
            let place = Place { host: "github.com".to_owned(), path: format!("acme/r{number}") };
            let of: Vec<usize> = (0..4).filter(|at| shards[*at].contains(&place)).collect();
            assert_eq!(of.len(), 1);
            *sizes.entry(of[0]).or_insert(0) += 1;
        }
        assert!(sizes.values().all(|size| (200..300).contains(size)), "{sizes:?}");
    }

    #[test]
    fn engines_say_which_share_it_is() {
        let of = |variables: &[(&str, &str)]| {
            let variables: BTreeMap<String, String> =
                variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Shard::of(|name| variables.get(name).cloned())
        };
        let third = Shard::new(3, 4);
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&[("JOB_COMPLETION_INDEX", "2"), ("OVERHAUL_SHARDS", "4")]), Ok(third));
        let slurm =
            [("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_ARRAY_TASK_COUNT", "4"), ("SLURM_ARRAY_TASK_MIN", "1")];
        assert_eq!(of(&slurm), Ok(third));
        assert_eq!(of(&slurm[..2]), Ok(Shard::new(4, 4)));
        assert_eq!(of(&[("CI_NODE_INDEX", "3"), ("CI_NODE_TOTAL", "4")]), Ok(third));
        for wrong in [
            &[("JOB_COMPLETION_INDEX", "2")][..],
            &[("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "4")],
            &[("CI_NODE_INDEX", "5"), ("CI_NODE_TOTAL", "4")],
            &[("CI_NODE_INDEX", "x"), ("CI_NODE_TOTAL", "4")],
        ] {
            assert!(of(wrong).is_err(), "{wrong:?}");
        }
        for wrong in ["0/4", "5/4", "1/0", "1", "a/b", "-1/4"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
