//! `# noqa` comments that were about a print.

use overhaul_python::{Edit, TextSize, comments};

use super::judge::{Judge, Verdict};
use super::site::Site;

/// Codes under which linters know a print, in a `# noqa` comment.
pub(super) const NOQA_CODES: &[&str] = &["T201", "T001"];

impl<'a> Judge<'a, '_> {
    /// The edit that takes the print's code out of a `# noqa` comment, unless another print on the line needs it.
    pub(super) fn noqa_edit(
        &self,
        sites: &[Site<'a>],
        verdicts: &[Verdict<'a>],
        index: usize,
    ) -> Option<Edit> {
        let module = self.file.module;
        let comment = module.comments().trailing(module, sites[index].range().end())?;
        let line = |offset: TextSize| module.source().line_start(offset);
        let here = line(comment.start());
        let is_last = sites[index + 1..].iter().all(|other| line(other.range().start()) != here);
        let others_gone = sites
            .iter()
            .zip(verdicts)
            .filter(|(other, _)| line(other.range().end()) == here)
            .all(|(_, verdict)| matches!(verdict, Verdict::Converted(_)));
        (is_last && others_gone).then(|| comments::without_noqa(module, comment, NOQA_CODES))?
    }
}
