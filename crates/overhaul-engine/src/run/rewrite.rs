//! The work on one parsed file: findings of all codemods, rounds where they conflict, stages, gate.

use std::collections::BTreeSet;

use overhaul_python::types::Types;
use overhaul_python::{Edit, Module, OffsetMap, TextRange, TextSize};

use crate::change_set::{Change, Content, EndState, Failure, FailureKind, Located, Stage};
use crate::codemod::{Codemod, FileView, Survey};
use crate::finding::{Declined, Finding, Fix, Level, Outcome};
use crate::gate::{self, Refusal};
use crate::prefilter;
use crate::preview::{self, Lines};
use crate::project::Project;
use crate::shared::{Need, NewFile};
use crate::stack::{self, Accepted};
use crate::verdict::{Identity, LeftOut, Verdict};

use super::decided::{Decided, original_offset};

/// As many characters of a line are kept for a message; a file may be one line of megabytes.
const MAX_LINE: usize = 400;

/// After this many rounds what still conflicts is declined.
const MAX_ROUNDS: usize = 10;

pub(super) struct Rewriter<'a> {
    pub project: &'a Project,
    pub name: &'a str,
    /// The codemods that the file concerns.
    pub codemods: &'a [(&'a dyn Codemod, &'a Survey)],
    /// All codemods of the run, as they are configured for the file.
    pub all: &'a [(&'a dyn Codemod, &'a Survey)],
    pub safe_only: bool,
    pub decided: Decided<'a>,
    /// Whether each fix is shown by itself.
    pub previews: bool,
    pub types: &'a Types,
    pub may_write: &'a (dyn Fn(&str) -> bool + Sync),
}

#[derive(Default)]
pub(super) struct Rewritten {
    pub findings: Vec<Located>,
    pub change: Option<Change>,
    pub failures: Vec<Failure>,
    /// The files that the change relies on, each with the codemod that asked for it.
    pub files: Vec<(&'static str, NewFile)>,
    /// The names of files whose change the change relies on.
    pub relies_on: BTreeSet<String>,
}

/// A finding of a round, with what became of it there.
#[derive(Clone)]
struct Judged {
    codemod: usize,
    finding: Finding,
    identity: Identity,
    preview: Vec<Lines>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Accepted,
    /// It conflicts with an accepted fix and is tried again on the result.
    Deferred,
    LeftOut(LeftOut),
    Declined,
}

/// The text after each codemod of a round that changed something, and the edits of the last one.
type Stacked = (Vec<(usize, Module)>, Vec<Edit>);

/// The text that a round starts from, and the way back to the original.
struct Base {
    module: Module,
    /// From the original to this text, in the order in which the edits were made.
    maps: Vec<OffsetMap>,
}

impl Base {
    fn original_offset(&self, offset: TextSize) -> TextSize {
        original_offset(&self.maps, offset)
    }
}

impl Rewriter<'_> {
    /// Runs the codemods over the file.
    pub fn rewrite(&self, module: Module) -> Rewritten {
        let mut result = Rewritten::default();
        let mut stages: Vec<(usize, Module)> = Vec::new();
        let mut base = Base { module, maps: Vec::new() };
        let mut original: Option<Module> = None;
        let mut maps: Vec<OffsetMap> = Vec::new();
        let mut first = 0;
        for round in 1..=MAX_ROUNDS {
            let mut judged = self.judge(&base.module, &base.maps, first);
            let deferred =
                judged.iter().find(|judged| judged.state == State::Deferred).map(|judged| judged.codemod);
            let last = deferred.unwrap_or(self.codemods.len() - 1);
            if round == MAX_ROUNDS {
                judged.iter_mut().filter(|judged| judged.state == State::Deferred).for_each(decline_conflict);
            }
            // Codemods behind the first that was deferred start again from its result.
            judged.retain(|judged| judged.codemod <= last || round == MAX_ROUNDS);
            let outcome = self.stack(&base.module, &judged, first);
            let source = original.as_ref().unwrap_or(&base.module);
            match outcome {
                Ok((texts, edits)) => {
                    maps.push(OffsetMap::new(&edits));
                    result.findings.extend(located(
                        &judged,
                        &base,
                        source,
                        deferred.filter(|_| round < MAX_ROUNDS),
                    ));
                    result.files.extend(files_needed(&judged));
                    result.relies_on.extend(accepted_needs(&judged).filter_map(|(_, need)| match need {
                        Need::File(file) => Some(file.name.clone()),
                        Need::Changed(name) => Some(name.clone()),
                        _ => None,
                    }));
                    for (codemod, module) in texts {
                        stages.retain(|(index, _)| *index != codemod);
                        stages.push((codemod, module));
                    }
                    let Some(next) = deferred.filter(|_| round < MAX_ROUNDS) else { break };
                    let Some((_, module)) = stages.last() else { break };
                    let Ok(module) = module.edited(&[]) else { break };
                    let previous = std::mem::replace(&mut base, Base { module, maps: maps.clone() });
                    original.get_or_insert(previous.module);
                    first = next;
                }
                Err(refusal) => {
                    let source = original.unwrap_or(base.module);
                    return self.withheld(&source, &refusal, result.findings);
                }
            }
        }
        let original = original.unwrap_or(base.module);
        if let Some((_, last)) = stages.last()
            && let Err(refusal) = self.check_stable(last, &maps)
        {
            return self.withheld(&original, &refusal, result.findings);
        }
        result.findings.sort_by_key(|finding| finding.start);
        result.change = self.change(&original, &stages, &mut result.failures);
        result
    }

    /// What a codemod finds in a text that came from the original by edits.
    fn findings(
        &self,
        module: &Module,
        maps: &[OffsetMap],
        (codemod, survey): (&dyn Codemod, &Survey),
    ) -> Vec<Finding> {
        let view = FileView {
            path: self.name,
            module,
            project: self.project,
            python: self.project.python(self.name),
            types: self.types.of(self.name).edited(maps),
            may_write: self.may_write,
        };
        let mut findings = codemod.rewrite(&view, survey);
        for finding in &mut findings {
            if module.comments().ignores(module, finding.range, codemod.id()) {
                finding.outcome = Outcome::Declined(Declined::new(
                    "ignored",
                    "a comment asks to leave it alone",
                    "remove the `# overhaul: ignore` comment",
                ));
            }
        }
        findings
    }

    /// The findings of the codemods from `first` on; an earlier fix wins over a later one that overlaps it.
    fn judge(&self, module: &Module, maps: &[OffsetMap], first: usize) -> Vec<Judged> {
        let mut accepted = Accepted::default();
        let mut judged = Vec::new();
        for codemod in first..self.codemods.len() {
            let findings = self.findings(module, maps, self.codemods[codemod]);
            let identities = self.decided.identities(module, maps, &findings);
            for (mut finding, identity) in findings.into_iter().zip(identities) {
                let left_out = self.verdict(module, &mut finding, identity);
                let state = match (finding.fix(), left_out) {
                    (None, _) => State::Declined,
                    (Some(_), Some(why)) => State::LeftOut(why),
                    (Some(fix), None) if accepted.accept(fix) => State::Accepted,
                    (Some(_), None) => State::Deferred,
                };
                let preview = match finding.fix() {
                    Some(fix) if self.previews => preview::lines(module, &fix.edits),
                    _ => Vec::new(),
                };
                judged.push(Judged { codemod, finding, identity, preview, state });
            }
        }
        judged
    }

    /// Why a fix is left out, if it is; one that was edited by hand is replaced.
    fn verdict(&self, module: &Module, finding: &mut Finding, identity: Identity) -> Option<LeftOut> {
        let fix = finding.fix()?;
        match self.decided.verdict(module, finding, identity) {
            Verdict::LeaveOut(why) => Some(why),
            Verdict::Apply => (self.safe_only && fix.level == Level::Review).then_some(LeftOut::Review),
            Verdict::Edit(text) => {
                finding.outcome = Outcome::Fix(preview::by_hand(module, fix, &text));
                None
            }
        }
    }

    /// The text after each codemod that changed something, and the edits of the last one, all through the gate.
    fn stack(&self, module: &Module, judged: &[Judged], first: usize) -> Result<Stacked, Refusal> {
        let mut texts = Vec::new();
        let mut fixes: Vec<&Fix> = Vec::new();
        let mut edits = Vec::new();
        for codemod in first..self.codemods.len() {
            let before = fixes.len();
            fixes.extend(
                judged
                    .iter()
                    .filter(|judged| judged.codemod == codemod && judged.state == State::Accepted)
                    .filter_map(|judged| judged.finding.fix()),
            );
            if fixes.len() == before {
                continue;
            }
            edits = stack::edits(module, &fixes)?;
            let result = module.edited(&edits).map_err(|error| Refusal::Parse(error.to_string()))?;
            gate::check(module, &edits, &result)?;
            texts.push((codemod, result));
        }
        Ok((texts, edits))
    }

    /// Running the codemods on the result finds nothing more to fix.
    fn check_stable(&self, result: &Module, maps: &[OffsetMap]) -> Result<(), Refusal> {
        for codemod in self.all {
            let is_concerned = prefilter::may_concern(codemod.0, result.text());
            let again = if is_concerned { self.findings(result, maps, *codemod) } else { Vec::new() };
            let identities = self.decided.identities(result, maps, &again);
            let mut again = again.into_iter().zip(identities);
            let is_new = |(mut finding, identity): (Finding, Identity)| {
                let left_out = self.verdict(result, &mut finding, identity);
                (left_out.is_none() && finding.fix().is_some()).then_some(finding)
            };
            if let Some(finding) = again.find_map(is_new) {
                let line = result.source().position(finding.range.start()).line;
                return Err(Refusal::Unstable { line });
            }
        }
        Ok(())
    }

    /// The file stays as it is: every fix becomes declined, and the refusal is a failure of the file.
    fn withheld(&self, original: &Module, refusal: &Refusal, mut findings: Vec<Located>) -> Rewritten {
        if findings.is_empty() {
            let judged = self.judge(original, &[], 0);
            findings = judged.into_iter().map(|judged| locate(judged, original, |offset| offset)).collect();
        }
        let declined = Declined::new(
            refusal.code(),
            "a check of the result failed, so nothing in this file is changed",
            "report this as a bug of overhaul, with the file if you can",
        );
        for finding in &mut findings {
            if finding.is_fixed() {
                finding.end_state = EndState::Declined(declined.clone());
            }
        }
        findings.sort_by_key(|finding| finding.start);
        let failure = Failure {
            kind: FailureKind::Gate(refusal.code()),
            message: refusal.to_string(),
            line: None,
            column: None,
        };
        Rewritten { findings, failures: vec![failure], ..Rewritten::default() }
    }

    fn change(
        &self,
        original: &Module,
        stages: &[(usize, Module)],
        failures: &mut Vec<Failure>,
    ) -> Option<Change> {
        if stages.is_empty() {
            return None;
        }
        let bytes = |module: &Module| module.source().encode();
        let encoded: Option<Vec<Stage>> = stages
            .iter()
            .map(|(codemod, module)| {
                let content = Content::Here(bytes(module)?);
                Some(Stage { codemod: self.codemods[*codemod].0.id(), content })
            })
            .collect();
        if let (Some(original), Some(stages)) = (bytes(original), encoded) {
            Some(Change { original: Some(Content::Here(original)), stages })
        } else {
            failures.push(Failure {
                kind: FailureKind::Gate("gate-encoding"),
                message: Refusal::Encoding.to_string(),
                line: None,
                column: None,
            });
            None
        }
    }
}

fn files_needed(judged: &[Judged]) -> impl Iterator<Item = (&'static str, NewFile)> {
    accepted_needs(judged).filter_map(|(codemod, need)| match need {
        Need::File(file) => Some((codemod, file.clone())),
        _ => None,
    })
}

fn accepted_needs(judged: &[Judged]) -> impl Iterator<Item = (&'static str, &Need)> {
    let accepted = judged.iter().filter(|judged| judged.state == State::Accepted);
    accepted
        .filter_map(|judged| judged.finding.fix().map(|fix| (judged.finding.codemod, fix)))
        .flat_map(|(codemod, fix)| fix.needs.iter().map(move |need| (codemod, need)))
}

fn decline_conflict(judged: &mut Judged) {
    judged.state = State::Declined;
    judged.finding.outcome = Outcome::Declined(Declined::new(
        "conflict",
        "its edits overlap those of another fix",
        "apply the other fix, then run again",
    ));
}

/// The findings of a round in positions of the original. Of a codemod that runs again, only what was fixed is
/// final.
fn located(judged: &[Judged], base: &Base, original: &Module, again: Option<usize>) -> Vec<Located> {
    judged
        .iter()
        .filter(|judged| again != Some(judged.codemod) || judged.state == State::Accepted)
        .map(|judged| locate(judged.clone(), original, |offset| base.original_offset(offset)))
        .collect()
}

fn locate(judged: Judged, original: &Module, back: impl Fn(TextSize) -> TextSize) -> Located {
    let Judged { finding, identity, preview, state, .. } = judged;
    let left_out = match state {
        State::LeftOut(why) => Some(why),
        _ => None,
    };
    let source = original.source();
    let range = TextRange::new(
        back(finding.range.start()),
        back(finding.range.end()).max(back(finding.range.start())),
    );
    let (start, end) = (source.position(range.start()), source.position(range.end()));
    let lines = (start.line..=end.line.min(start.line + 5))
        .map(|line| clipped(source.slice(source.line_range(line))))
        .collect();
    Located {
        codemod: finding.codemod,
        identity,
        start,
        end,
        lines,
        message: finding.message,
        end_state: EndState::of(finding.outcome, left_out),
        preview: preview
            .into_iter()
            .map(|lines| {
                let line = source.position(back(lines.start)).line;
                lines.located(line)
            })
            .collect(),
    }
}

fn clipped(line: &str) -> String {
    match line.char_indices().nth(MAX_LINE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
