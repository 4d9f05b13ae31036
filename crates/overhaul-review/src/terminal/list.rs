//! Which items of a review are shown, and where the reviewer is among them.

use std::collections::HashSet;

use overhaul_engine::Fingerprint;

use crate::decisions::Decided;
use crate::item::{Item, Part};
use crate::review::Review;

/// The items that are shown, in order.
pub struct List {
    /// Places in [`Review::items`].
    shown: Vec<usize>,
    /// The place in `shown`; behind its end where nothing is left to decide.
    at: usize,
    /// Also those that were decided before this session.
    pub all: bool,
    /// Only those that hold this text, in lower case.
    pub filter: String,
    earlier: HashSet<Fingerprint>,
    hidden: HashSet<Fingerprint>,
}

impl List {
    /// The list of a review that starts; what was rejected before is in no list unless it is asked for.
    pub fn new(review: &Review, show_rejected: bool) -> Self {
        let mut list = Self {
            shown: Vec::new(),
            at: 0,
            all: false,
            filter: String::new(),
            earlier: HashSet::new(),
            hidden: HashSet::new(),
        };
        for item in review.items() {
            for part in &item.parts {
                match review.decision(item, part.fingerprint).map(|decision| &decision.decided) {
                    Some(Decided::Rejected) if !show_rejected => {
                        list.hidden.insert(part.fingerprint);
                    }
                    Some(Decided::Rejected) | None => {}
                    Some(_) => {
                        list.earlier.insert(part.fingerprint);
                    }
                }
            }
        }
        list.refresh(review, None);
        list
    }

    /// Finds what is shown again; stays at the item of a finding, or goes to the next that is not decided.
    pub fn refresh(&mut self, review: &Review, stay: Option<Fingerprint>) {
        let items = review.items().iter().enumerate();
        self.shown = items.filter(|(_, item)| self.shows(review, item)).map(|(index, _)| index).collect();
        self.at = 0;
        if !stay.is_some_and(|fingerprint| self.go_to(review, fingerprint)) {
            self.go_to_open(review, 0);
        }
    }

    fn shows(&self, review: &Review, item: &Item) -> bool {
        let is_in =
            |set: &HashSet<Fingerprint>| item.parts.iter().all(|part| set.contains(&part.fingerprint));
        !is_in(&self.hidden)
            && (self.all || !is_in(&self.earlier) || review.is_open(item))
            && (self.filter.is_empty() || holds(item, &self.filter))
    }

    /// Whether a finding was accepted or edited before this session.
    pub fn is_earlier(&self, fingerprint: Fingerprint) -> bool {
        self.earlier.contains(&fingerprint)
    }

    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// The place in the list, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The place of the current item in [`Review::items`].
    pub fn current(&self) -> Option<usize> {
        self.shown.get(self.at).copied()
    }

    pub fn next(&mut self) -> bool {
        self.at + 1 < self.shown.len() && self.go(self.at + 1)
    }

    pub fn previous(&mut self) -> bool {
        self.at > 0 && self.go(self.at - 1)
    }

    pub fn first(&mut self) {
        self.go(0);
    }

    pub fn last(&mut self) {
        self.go(self.shown.len().saturating_sub(1));
    }

    fn go(&mut self, at: usize) -> bool {
        self.at = at;
        true
    }

    /// Goes to the first item at or behind a place, and then from the start, about which something is not decided; behind
    /// the end where there is none.
    pub fn go_to_open(&mut self, review: &Review, from: usize) {
        let is_open = |at: &usize| {
            let item = self.shown.get(*at).and_then(|index| review.items().get(*index));
            item.is_some_and(|item| review.is_open(item))
        };
        let from = from.min(self.shown.len());
        self.at = (from..self.shown.len()).chain(0..from).find(is_open).unwrap_or(self.shown.len());
    }

    /// Goes to the item of a finding, if it is shown.
    pub fn go_to(&mut self, review: &Review, fingerprint: Fingerprint) -> bool {
        let has = |part: &Part| part.fingerprint == fingerprint;
        let found = self
            .shown
            .iter()
            .position(|index| review.items().get(*index).is_some_and(|item| item.parts.iter().any(has)));
        found.is_some_and(|at| self.go(at))
    }

    /// The items that are shown about which something is not decided and that are as asked.
    pub fn open(&self, review: &Review, is_asked: impl Fn(&Item) -> bool) -> Vec<usize> {
        let is_asked = |index: &usize| {
            review.items().get(*index).is_some_and(|item| is_asked(item) && review.is_open(item))
        };
        self.shown.iter().copied().filter(is_asked).collect()
    }
}

/// Whether an item has a text, which is in lower case, in its name, its words or its lines.
fn holds(item: &Item, text: &str) -> bool {
    let has = |other: &str| other.to_lowercase().contains(text);
    let part_has = |part: &Part| {
        has(&part.message)
            || part.assumption.as_deref().is_some_and(has)
            || part.pieces.iter().any(|piece| has(&piece.old) || has(&piece.new))
    };
    has(&format!("{}:{}", item.file, item.line()))
        || has(item.codemod)
        || has(item.level.name())
        || item.parts.iter().any(part_has)
}
