//! The prefilter: a pass over the bytes of a file tells which codemods it can concern.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

use crate::codemod::Codemod;

/// The literals of all codemods of a run.
pub struct Prefilter<'a> {
    codemods: Vec<(usize, &'a dyn Codemod)>,
    triggers: Literals,
    /// Codemods without literals.
    always: Hits,
}

/// Codemods of a run, one bit each in their order.
pub type Hits = u64;

impl<'a> Prefilter<'a> {
    /// Each codemod with its place in the run, as often as it is configured differently somewhere. A run has at most 64
    /// codemods; later ones would not be found.
    pub fn new(codemods: impl IntoIterator<Item = (usize, &'a dyn Codemod)>) -> Self {
        let codemods: Vec<(usize, &'a dyn Codemod)> =
            codemods.into_iter().filter(|(index, _)| *index < 64).collect();
        let triggers = codemods.iter().map(|(index, codemod)| (*index, codemod.triggers()));
        let without = codemods.iter().filter(|(_, codemod)| codemod.triggers().is_empty());
        let always = without.fold(0, |hits, (index, _)| hits | 1 << index);
        Self { triggers: Literals::new(triggers), always, codemods }
    }

    /// Which codemods a file with this content can concern, wherever it is.
    pub fn hits(&self, bytes: &[u8]) -> Hits {
        let held = self.triggers.hits(bytes) | self.always;
        let concerned =
            self.codemods.iter().filter(|(index, codemod)| held >> index & 1 == 1 && codemod.concerns(bytes));
        concerned.fold(0, |hits, (index, _)| hits | 1 << index)
    }
}

/// Whether one codemod can concern a text.
pub fn may_concern(codemod: &dyn Codemod, text: &str) -> bool {
    let triggers = codemod.triggers();
    let holds_one = || triggers.iter().any(|trigger| text.contains(trigger));
    (triggers.is_empty() || holds_one()) && codemod.concerns(text.as_bytes())
}

/// The literals of files that tell about the project what these codemods ask.
pub struct SurveyFilter<'a> {
    codemods: Vec<(usize, &'a dyn Codemod)>,
    triggers: Literals,
}

impl<'a> SurveyFilter<'a> {
    /// Of the codemods of a run, those that ask.
    pub fn new(codemods: &[&'a dyn Codemod], asks: impl Fn(usize) -> bool) -> Self {
        let triggers = codemods.iter().enumerate().map(|(index, codemod)| {
            let none: &'static [&'static str] = &[];
            (index, if asks(index) { codemod.survey_triggers() } else { none })
        });
        let asking = codemods.iter().copied().enumerate().take(64).filter(|(index, _)| asks(*index));
        Self { codemods: asking.collect(), triggers: Literals::new(triggers) }
    }

    /// Which codemods a file tells something.
    pub fn hits(&self, name: &str, bytes: &[u8]) -> Hits {
        let held = self.triggers.hits(bytes);
        let telling = self.codemods.iter().filter(|(index, codemod)| {
            codemod.surveys_file(name) || held >> index & 1 == 1 && codemod.surveys(bytes)
        });
        telling.fold(0, |hits, (index, _)| hits | 1 << index)
    }
}

/// A search for literals, each of which belongs to a codemod.
struct Literals {
    automaton: Option<AhoCorasick>,
    /// For each pattern, whom a match concerns: its owner and those of the patterns inside it.
    concerned: Vec<Hits>,
    all: Hits,
}

/// A search for so few literals goes by vectors; a DFA is the fastest for more.
const FEW: usize = 64;

impl Literals {
    fn new(of_codemods: impl Iterator<Item = (usize, &'static [&'static str])>) -> Self {
        let owned = |(index, literals): (usize, &'static [&'static str])| {
            literals.iter().map(move |literal| (*literal, 1_u64 << index))
        };
        let patterns: Vec<(&str, u64)> =
            of_codemods.filter(|(index, _)| *index < 64).flat_map(owned).collect();
        let inside = |outer: &str| {
            let found = patterns.iter().filter(|(inner, _)| outer.contains(inner));
            found.fold(0, |all, (_, owner)| all | owner)
        };
        Self {
            automaton: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind((patterns.len() > FEW).then_some(AhoCorasickKind::DFA))
                .build(patterns.iter().map(|(literal, _)| literal))
                .ok(),
            concerned: patterns.iter().map(|(literal, _)| inside(literal)).collect(),
            all: patterns.iter().fold(0, |all, (_, owner)| all | owner),
        }
    }

    /// The codemods with a literal in these bytes.
    fn hits(&self, bytes: &[u8]) -> Hits {
        let mut hits = 0;
        let Some(automaton) = self.automaton.as_ref().filter(|_| self.all != 0) else { return hits };
        let mut from = 0;
        // The next search starts inside the match, so that patterns that overlap it are found too.
        while let Some(found) = automaton.find(Input::new(bytes).range(from..)) {
            hits |= self.concerned[found.pattern().as_usize()];
            if hits == self.all {
                break;
            }
            from = found.start() + 1;
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
        let prefilter = Prefilter::new([(0, &first as &dyn Codemod), (1, &second)]);
        let survey = SurveyFilter::new(&[&first, &second], |index| index == 0);
        let hits = |text: &str| {
            let (hits, told) = (prefilter.hits(text.as_bytes()), survey.hits("a.py", text.as_bytes()));
            (hits & 1 == 1, told & 1 == 1, hits & 2 == 2)
        };
        assert_eq!(hits("x = 1"), (false, false, false));
        assert_eq!(hits("print"), (true, false, false));
        assert_eq!(hits("builtins.print"), (true, true, false));
        assert_eq!(hits("abcdef"), (true, false, true));
        assert_eq!(hits("print never"), (false, false, false));
        assert_eq!(survey.hits("always.py", b""), 0b01);
    }
}
