//! What codemods learn of the whole project before they rewrite a file of it.

use std::collections::BTreeMap;

use overhaul_python::Module;
use rayon::prelude::*;

use super::{Candidate, Context, Phase, Run, Text, guarded, parse};
use crate::codemod::{Codemod, Fact, FileView, Survey};
use crate::prefilter::SurveyFilter;

impl Run<'_> {
    /// Finds out which codemods ask for their survey, by letting each look at its files until it does. What is parsed for
    /// that is kept.
    pub(super) fn note_missed(
        &self,
        context: &Context<'_>,
        surveys: &[Survey],
        candidates: &mut [Candidate<'_>],
    ) {
        let has_survey = |index: &usize| !self.codemods[*index].codemod.survey_triggers().is_empty();
        candidates.par_iter_mut().for_each(|candidate| {
            let Candidate { file, hits, text, .. } = candidate;
            for index in (0..surveys.len()).filter(|index| *hits >> index & 1 == 1).filter(has_survey) {
                let survey = &surveys[index];
                let Some(codemod) = self.codemods[index].at(&file.name) else { continue };
                let is_out = matches!(&text, Text::Bytes(bytes) if !codemod.concerns_surveyed(bytes, survey));
                if is_out || survey.is_missed() {
                    continue;
                }
                let Some(module) = parsed(context, text) else { return };
                // What goes wrong here goes wrong again, and is reported, when the file is rewritten.
                let _ = guarded(|| Ok(codemod.rewrite(&view(context, &file.name, module), survey)));
            }
        });
    }

    /// Makes the surveys that are missed: each codemod sees the files that tell it about the project. What is parsed
    /// here and rewritten later is kept.
    pub(super) fn survey(
        &self,
        context: &Context<'_>,
        surveys: &mut [Survey],
        candidates: &mut [Candidate<'_>],
    ) {
        self.progress.begin(Phase::Survey, candidates.len());
        let missed: Vec<bool> = surveys.iter().map(Survey::is_missed).collect();
        let codemods: Vec<&dyn Codemod> = self.codemods.iter().map(|selection| &*selection.codemod).collect();
        let filter = SurveyFilter::new(&codemods, |index| missed[index]);
        let told: Vec<Vec<(usize, Fact)>> =
            candidates.par_iter_mut().map(|candidate| self.facts(context, &filter, candidate)).collect();
        let mut facts: Vec<BTreeMap<String, Fact>> = vec![BTreeMap::new(); missed.len()];
        for (candidate, told) in candidates.iter().zip(told) {
            for (codemod, fact) in told {
                facts[codemod].insert(candidate.file.name.clone(), fact);
            }
        }
        surveys.par_iter_mut().zip(facts).enumerate().filter(|(index, _)| missed[*index]).for_each(
            |(index, (survey, facts))| {
                *survey = Survey::new(self.codemods[index].codemod.conclude(&facts, context.project));
            },
        );
    }

    /// What one file tells the codemods that miss their survey.
    fn facts(
        &self,
        context: &Context<'_>,
        filter: &SurveyFilter<'_>,
        candidate: &mut Candidate<'_>,
    ) -> Vec<(usize, Fact)> {
        self.progress.advance();
        let Candidate { file, concerned, hits, text } = candidate;
        if matches!(text, Text::Unread) {
            // What cannot be read was reported when it was read first, if the run is about it.
            let Ok(bytes) = self.bytes(file) else { return Vec::new() };
            *text = Text::Bytes(bytes);
        }
        let asking = match &text {
            Text::Bytes(bytes) => filter.hits(&file.name, bytes),
            Text::Parsed(module) => filter.hits(&file.name, module.text().as_bytes()),
            Text::Unread | Text::Failed(_) => 0,
        };
        let mut facts = Vec::new();
        if asking != 0 {
            let told = (0..self.codemods.len()).filter(|index| asking >> index & 1 == 1);
            let fact = |index: usize, module: &Module| {
                let view = view(context, &file.name, module);
                Some((index, self.codemods[index].codemod.survey(&view)?))
            };
            let read = parsed(context, text)
                .map(|module| guarded(|| Ok(told.filter_map(|index| fact(index, module)).collect())));
            match read {
                Some(Ok(found)) => facts = found,
                Some(Err(failure)) => *text = Text::Failed(failure),
                None => {}
            }
        }
        let is_done = !*concerned || *hits == 0 && !matches!(text, Text::Failed(_));
        if is_done {
            *text = Text::Unread;
        }
        facts
    }
}

/// The module of a file, which is parsed if it was not.
fn parsed<'t>(context: &Context<'_>, text: &'t mut Text) -> Option<&'t Module> {
    if let Text::Bytes(bytes) = text {
        let bytes = std::mem::take(bytes);
        *text = match guarded(|| parse(context, bytes)) {
            Ok(module) => Text::Parsed(Box::new(module)),
            Err(failure) => Text::Failed(failure),
        };
    }
    match text {
        Text::Parsed(module) => Some(module),
        _ => None,
    }
}

fn view<'v>(context: &'v Context<'_>, name: &'v str, module: &'v Module) -> FileView<'v> {
    FileView {
        path: name,
        module,
        project: context.project,
        python: context.project.python(name),
        types: context.types.of(name),
        may_write: context.may_write,
    }
}
