//! What has become of each item: what was found, what is fixed, what is declined, and what remains.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_engine::{ChangeSet, EndState};

use crate::plan::{Item, Plan};

/// The findings of one item.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Account {
    /// Names of the files that have one.
    pub files: BTreeSet<String>,
    /// Those that the changes of the run fix.
    pub fixed: usize,
    /// Fixes that the run was told to leave out, by why.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Declined ones by reason.
    pub declined: BTreeMap<&'static str, usize>,
    /// Why, in the words of the first finding of each reason.
    pub explanations: BTreeMap<&'static str, String>,
}

impl Account {
    /// One for each item of the plan, in its order. A finding counts for the item that is about its codemod and its file.
    pub fn of<'c>(plan: &Plan, changes: impl IntoIterator<Item = &'c ChangeSet>) -> Vec<Self> {
        let mut accounts = vec![Self::default(); plan.items.len()];
        for changes in changes {
            for (file, finding) in changes.findings() {
                let Some(owner) = plan.owner(finding.codemod, &file.name) else { continue };
                let account = &mut accounts[owner];
                account.files.insert(file.name.clone());
                match &finding.end_state {
                    EndState::Fixed { .. } => account.fixed += 1,
                    EndState::LeftOut { why, .. } => *account.left_out.entry(why.words()).or_default() += 1,
                    EndState::Declined(declined) => {
                        *account.declined.entry(declined.reason).or_default() += 1;
                        account
                            .explanations
                            .entry(declined.reason)
                            .or_insert_with(|| declined.explanation.clone());
                    }
                }
            }
        }
        accounts
    }

    pub fn found(&self) -> usize {
        self.fixed + self.left_out() + self.declined()
    }

    pub fn left_out(&self) -> usize {
        self.left_out.values().sum()
    }

    pub fn declined(&self) -> usize {
        self.declined.values().sum()
    }

    /// Declined for a reason that the item lets stand.
    pub fn may_stay(&self, item: &Item) -> usize {
        let stays = |reason: &str| item.may_stay.iter().any(|other| other == reason);
        self.declined.iter().filter(|(reason, _)| stays(reason)).map(|(_, count)| count).sum()
    }

    /// What remains once the fixes of the run are made, and is not allowed to.
    pub fn remains(&self, item: &Item) -> usize {
        self.found() - self.fixed - self.may_stay(item)
    }

    /// Whether nothing more remains than may, with what can still be fixed counted as remaining.
    pub fn holds(&self, item: &Item) -> bool {
        self.fixed + self.remains(item) <= item.remaining
    }

    /// Reasons and how often each was given, the most frequent first.
    pub fn reasons(&self) -> Vec<(&'static str, usize)> {
        let mut reasons: Vec<_> = self.declined.iter().map(|(reason, count)| (*reason, *count)).collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
        reasons
    }

    /// In one line.
    pub fn describe(&self) -> String {
        if self.found() == 0 {
            return "nothing found".to_owned();
        }
        let files = if self.files.len() == 1 { "file" } else { "files" };
        let mut parts = vec![format!("{} can be fixed", self.fixed)];
        if self.left_out() > 0 {
            parts.push(format!("{} left out", self.left_out()));
        }
        if self.declined() > 0 {
            let reasons: Vec<String> =
                self.reasons().iter().map(|(reason, count)| format!("{count} {reason}")).collect();
            parts.push(format!("{} declined ({})", self.declined(), reasons.join(", ")));
        }
        format!("{} found in {} {files}: {}", self.found(), self.files.len(), parts.join(", "))
    }
}
