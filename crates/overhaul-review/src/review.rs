//! A review as it goes on: where the reviewer is, what was decided, and how to take it back.

use std::path::PathBuf;

use overhaul_engine::Fingerprint;

use crate::decisions::{self, Decided, Decision, Decisions, DecisionsError};
use crate::item::{Item, Part};

/// A review. Every decision is written at once, so that none is lost when the terminal goes away.
pub struct Review {
    items: Vec<Item>,
    projects: Vec<Project>,
    /// Who decides, as git names them.
    who: Option<String>,
    undo: Vec<Vec<Before>>,
}

/// What was decided about a finding of a project before a step.
type Before = (usize, Fingerprint, Option<Decision>);

struct Project {
    root: PathBuf,
    decisions: Decisions,
}

/// How far a review has come, in fixes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub total: usize,
    pub accepted: usize,
    pub rejected: usize,
    pub edited: usize,
}

impl Progress {
    pub fn decided(self) -> usize {
        self.accepted + self.rejected + self.edited
    }
}

impl Review {
    /// A review of these items; each project has a root and the decisions that were made so far. Items whose parts were
    /// decided differently are split, so that deciding about one overrules none of them.
    pub fn new(items: Vec<Item>, projects: Vec<(PathBuf, Decisions)>, who: Option<String>) -> Self {
        let projects = projects.into_iter().map(|(root, decisions)| Project { root, decisions }).collect();
        let mut review = Self { items: Vec::new(), projects, who, undo: Vec::new() };
        for item in items {
            if review.is_mixed(&item) {
                review.items.extend(item.split());
            } else {
                review.items.push(item);
            }
        }
        review
    }

    fn is_mixed(&self, item: &Item) -> bool {
        let word =
            |part: &Part| self.decision(item, part.fingerprint).map(|decision| decision.decided.word());
        item.parts.iter().any(|part| Some(word(part)) != item.parts.first().map(word))
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// What was decided about an item: the decision of its parts where they have the same one.
    pub fn decided(&self, item: &Item) -> Option<&Decided> {
        let mut decided = item.parts.iter().map(|part| self.decision(item, part.fingerprint));
        let first = decided.next()??;
        decided
            .all(|other| other.is_some_and(|other| other.decided.word() == first.decided.word()))
            .then_some(&first.decided)
    }

    /// What was decided about one part of an item.
    pub fn decision(&self, item: &Item, fingerprint: Fingerprint) -> Option<&Decision> {
        self.projects.get(item.project)?.decisions.get(fingerprint)
    }

    /// The first item at or behind `from`, and then from the start, about which something is not decided.
    pub fn next_undecided(&self, from: usize) -> Option<usize> {
        let is_open = |index: &usize| self.items.get(*index).is_some_and(|item| self.is_open(item));
        (from..self.items.len()).chain(0..from.min(self.items.len())).find(is_open)
    }

    /// Whether something about an item is not decided.
    pub fn is_open(&self, item: &Item) -> bool {
        item.parts.iter().any(|part| self.decision(item, part.fingerprint).is_none())
    }

    /// Decides about whole items at once, or takes their decisions back; one step for [`Self::undo`]. What cannot be kept is
    /// not decided.
    pub fn decide(
        &mut self,
        items: &[usize],
        decided: Option<&Decided>,
        why: Option<&str>,
    ) -> Result<(), DecisionsError> {
        let now = decisions::now();
        let mut step = Vec::new();
        for index in items {
            let Some(item) = self.items.get(*index) else { continue };
            let Some(project) = self.projects.get_mut(item.project) else { continue };
            for part in &item.parts {
                let before = project.decisions.get(part.fingerprint).cloned();
                let decision = decided.map(|decided| Decision {
                    decided: decided.clone(),
                    codemod: item.codemod.to_owned(),
                    path: item.file.clone(),
                    code: part.code.clone(),
                    who: self.who.clone(),
                    when: Some(now.clone()),
                    why: why.map(str::to_owned),
                });
                step.push((item.project, part.fingerprint, before));
                project.decisions.set(part.fingerprint, decision);
            }
        }
        self.keep(step, true)
    }

    /// Takes the last step back; the first finding that it was about, if there was a step. Where that cannot be kept, the step
    /// stays.
    pub fn undo(&mut self) -> Result<Option<Fingerprint>, DecisionsError> {
        let Some(step) = self.undo.pop() else { return Ok(None) };
        let mut back = Vec::new();
        for (project, fingerprint, before) in &step {
            let Some(kept) = self.projects.get_mut(*project) else { continue };
            back.push((*project, *fingerprint, kept.decisions.get(*fingerprint).cloned()));
            kept.decisions.set(*fingerprint, before.clone());
        }
        let first = step.first().map(|(_, fingerprint, _)| *fingerprint);
        if let Err(error) = self.keep(back, false) {
            self.undo.push(step);
            return Err(error);
        }
        Ok(first)
    }

    fn keep(&mut self, step: Vec<Before>, is_new: bool) -> Result<(), DecisionsError> {
        let mut written = Ok(());
        for project in &mut self.projects {
            if let Err(error) = project.decisions.write(&project.root) {
                written = Err(error);
                break;
            }
        }
        if written.is_err() {
            for (project, fingerprint, before) in step {
                if let Some(kept) = self.projects.get_mut(project) {
                    kept.decisions.set(fingerprint, before);
                }
            }
        } else if is_new {
            self.undo.push(step);
        }
        written
    }

    /// Puts the parts of an item in its place.
    pub fn split(&mut self, index: usize) {
        let Some(item) = self.items.get(index).filter(|item| item.parts.len() > 1) else { return };
        let parts = item.split();
        self.items.splice(index..=index, parts);
    }

    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for item in &self.items {
            for part in &item.parts {
                progress.total += 1;
                match self.decision(item, part.fingerprint).map(|decision| &decision.decided) {
                    Some(Decided::Accepted) => progress.accepted += 1,
                    Some(Decided::Rejected) => progress.rejected += 1,
                    Some(Decided::Edited(_)) => progress.edited += 1,
                    None => {}
                }
            }
        }
        progress
    }
}
