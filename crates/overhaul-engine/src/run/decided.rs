//! What was decided about the findings of one file, asked once for each of them.

use std::cell::RefCell;
use std::collections::HashMap;

use overhaul_python::{Module, OffsetMap, TextSize};

use crate::finding::Finding;
use crate::verdict::{Identities, Identity, Place, Verdict, Verdicts};

pub(super) struct Decided<'a> {
    file: &'a str,
    verdicts: &'a dyn Verdicts,
    /// By codemod and place in the original: a finding of a later round is the one that stood there before.
    identities: RefCell<HashMap<(&'static str, TextSize), Identity>>,
    known: RefCell<HashMap<(&'static str, Identity), Verdict>>,
}

impl<'a> Decided<'a> {
    pub fn new(file: &'a str, verdicts: &'a dyn Verdicts) -> Self {
        Self { file, verdicts, identities: RefCell::default(), known: RefCell::default() }
    }

    /// The identities of one codemod's findings in a text that came from the original by edits.
    pub fn identities(&self, module: &Module, maps: &[OffsetMap], findings: &[Finding]) -> Vec<Identity> {
        let mut known = self.identities.borrow_mut();
        let mut next = Identities::default();
        let identity = |finding: &Finding| {
            let place = (finding.codemod, original_offset(maps, finding.range.start()));
            *known.entry(place).or_insert_with(|| next.next(module.slice(finding.range)))
        };
        findings.iter().map(identity).collect()
    }

    pub fn verdict(&self, module: &Module, finding: &Finding, identity: Identity) -> Verdict {
        let ask = || {
            let line = |offset| module.source().position(offset).line;
            self.verdicts.of(&Place {
                file: self.file,
                codemod: finding.codemod,
                identity,
                lines: line(finding.range.start())..=line(finding.range.end()),
            })
        };
        self.known.borrow_mut().entry((finding.codemod, identity)).or_insert_with(ask).clone()
    }
}

/// Where an offset of a text that came from the original by edits stands in the original.
pub(super) fn original_offset(maps: &[OffsetMap], offset: TextSize) -> TextSize {
    maps.iter().rev().fold(offset, |offset, map| map.backward(offset))
}
