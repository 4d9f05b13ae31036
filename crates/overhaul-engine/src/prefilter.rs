//! The prefilter: one pass over the bytes of a file tells which codemods it can concern.

use aho_corasick::AhoCorasick;

use crate::codemod::Codemod;

/// The literals of all codemods of a run.
pub struct Prefilter {
    automaton: Option<AhoCorasick>,
    /// For each pattern, whose it is.
    owners: Vec<Interest>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Interest {
    codemod: usize,
    purpose: Purpose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Rewrite,
    Survey,
}

/// Which codemods of a run a file concerns, one bit each in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hits {
    rewrite: u64,
    survey: u64,
}

impl Hits {
    pub fn rewrites(self, codemod: usize) -> bool {
        self.rewrite >> codemod & 1 == 1
    }

    pub fn surveys(self, codemod: usize) -> bool {
        self.survey >> codemod & 1 == 1
    }

    pub fn any_rewrite(self) -> bool {
        self.rewrite != 0
    }

    pub fn any_survey(self) -> bool {
        self.survey != 0
    }
}

impl Prefilter {
    /// A run has at most 64 codemods; later ones would not be found.
    pub fn new(codemods: &[&dyn Codemod]) -> Self {
        let mut patterns = Vec::new();
        let mut owners = Vec::new();
        for (index, codemod) in codemods.iter().enumerate().take(64) {
            for trigger in codemod.triggers() {
                patterns.push(*trigger);
                owners.push(Interest { codemod: index, purpose: Purpose::Rewrite });
            }
            for trigger in codemod.survey_triggers() {
                patterns.push(*trigger);
                owners.push(Interest { codemod: index, purpose: Purpose::Survey });
            }
        }
        Self { automaton: AhoCorasick::new(patterns).ok(), owners }
    }

    /// Marks a codemod that surveys the file whatever it holds.
    pub fn with_survey(hits: Hits, codemod: usize) -> Hits {
        Hits { survey: hits.survey | 1 << codemod, ..hits }
    }

    pub fn hits(&self, bytes: &[u8]) -> Hits {
        let mut hits = Hits::default();
        let Some(automaton) = &self.automaton else { return hits };
        let all = self.all();
        for found in automaton.find_overlapping_iter(bytes) {
            let owner = self.owners[found.pattern().as_usize()];
            let bit = 1 << owner.codemod;
            match owner.purpose {
                Purpose::Rewrite => hits.rewrite |= bit,
                Purpose::Survey => hits.survey |= bit,
            }
            if hits == all {
                break;
            }
        }
        hits
    }

    fn all(&self) -> Hits {
        let mut all = Hits::default();
        for owner in &self.owners {
            match owner.purpose {
                Purpose::Rewrite => all.rewrite |= 1 << owner.codemod,
                Purpose::Survey => all.survey |= 1 << owner.codemod,
            }
        }
        all
    }
}
