//! The prefilter: one pass over the bytes of a file tells which codemods it can concern.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::codemod::Codemod;

/// The literals of all codemods of a run.
pub struct Prefilter<'a> {
    codemods: Vec<&'a dyn Codemod>,
    automaton: Option<AhoCorasick>,
    /// For each pattern, whom a match concerns.
    concerned: Vec<Hits>,
    all: Hits,
}

/// Which codemods of a run a file concerns, one bit each in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hits {
    pub rewrite: u64,
    pub survey: u64,
}

impl Hits {
    pub fn rewrites(self, codemod: usize) -> bool {
        self.rewrite >> codemod & 1 == 1
    }

    pub fn surveys(self, codemod: usize) -> bool {
        self.survey >> codemod & 1 == 1
    }

    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { rewrite: self.rewrite | other.rewrite, survey: self.survey | other.survey }
    }

    pub fn any_rewrite(self) -> bool {
        self.rewrite != 0
    }

    pub fn any_survey(self) -> bool {
        self.survey != 0
    }
}

impl<'a> Prefilter<'a> {
    /// A run has at most 64 codemods; later ones would not be found.
    pub fn new(codemods: &[&'a dyn Codemod]) -> Self {
        let mut patterns: Vec<&str> = Vec::new();
        let mut owners: Vec<Hits> = Vec::new();
        for (index, codemod) in codemods.iter().enumerate().take(64) {
            patterns.extend(codemod.triggers());
            owners.resize(patterns.len(), Hits { rewrite: 1 << index, survey: 0 });
            patterns.extend(codemod.survey_triggers());
            owners.resize(patterns.len(), Hits { rewrite: 0, survey: 1 << index });
        }
        let all = owners.iter().fold(Hits::default(), |hits, owner| hits.with(*owner));
        // The table of a DFA takes a few hundred kilobytes for our patterns, and reads three times as fast.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&patterns)
            .ok();
        Self { codemods: codemods.to_vec(), automaton, concerned: owners, all }
    }

    /// Which codemods a file concerns by its name alone.
    pub fn by_name(&self, name: &str) -> Hits {
        let mut hits = Hits::default();
        for (index, codemod) in self.codemods.iter().enumerate() {
            if codemod.surveys_file(name) {
                hits.survey |= 1 << index;
            }
        }
        hits
    }

    /// Which codemods a file concerns by what it holds.
    pub fn by_content(&self, bytes: &[u8]) -> Hits {
        let mut hits = Hits::default();
        let Some(automaton) = &self.automaton else { return hits };
        for found in automaton.find_overlapping_iter(bytes) {
            hits = hits.with(self.concerned[found.pattern().as_usize()]);
            if hits == self.all {
                break;
            }
        }
        for (index, codemod) in self.codemods.iter().enumerate() {
            if hits.rewrites(index) && !codemod.concerns(bytes) {
                hits.rewrite &= !(1 << index);
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::codemod::{FileView, Survey};
    use crate::finding::Finding;
    use crate::options::{OptionSpec, Options};
    use crate::page::Page;

    struct Looks(Page, &'static [&'static str], &'static [&'static str]);

    impl Codemod for Looks {
        fn page(&self) -> &Page {
            &self.0
        }
        fn options(&self) -> &'static [OptionSpec] {
            &[]
        }
        fn configured(&self, _: &Options) -> Arc<dyn Codemod> {
            Arc::new(Self(self.0.clone(), self.1, self.2))
        }
        fn triggers(&self) -> &'static [&'static str] {
            self.1
        }
        fn survey_triggers(&self) -> &'static [&'static str] {
            self.2
        }
        fn surveys_file(&self, name: &str) -> bool {
            name == "always.py"
        }
        fn concerns(&self, bytes: &[u8]) -> bool {
            !bytes.ends_with(b"never")
        }
        fn rewrite(&self, _: &FileView<'_>, _: &Survey) -> Vec<Finding> {
            Vec::new()
        }
    }

    #[test]
    fn patterns_inside_and_across_each_other_are_found() {
        let page = Page { id: "x", summary: "", commit: "", keywords: Vec::new(), body: "" };
        let first = Looks(page.clone(), &["print", "abcd"], &["builtins.print"]);
        let second = Looks(page, &["cdef"], &[]);
        let prefilter = Prefilter::new(&[&first, &second]);
        let hits = |text: &str| {
            let hits = prefilter.by_content(text.as_bytes());
            (hits.rewrites(0), hits.surveys(0), hits.rewrites(1))
        };
        assert_eq!(hits("x = 1"), (false, false, false));
        assert_eq!(hits("print"), (true, false, false));
        assert_eq!(hits("builtins.print"), (true, true, false));
        assert_eq!(hits("abcdef"), (true, false, true));
        assert_eq!(hits("print never"), (false, false, false));
        assert!(prefilter.by_name("always.py").surveys(0));
    }
}
