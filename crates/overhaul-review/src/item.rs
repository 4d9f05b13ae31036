//! What a reviewer decides about: fixes, those that stand together as one.

use std::path::PathBuf;

use overhaul_engine::{ChangeSet, EndState, FileReport, Fingerprint, LeftOut, Level, Located, Piece};

/// Lines around a fix that are shown with it.
pub const CONTEXT: usize = 3;

/// One thing to decide about: a fix, or several of one codemod that stand so close together that they are read as one.
#[derive(Debug, Clone)]
pub struct Item {
    /// Of the project that it belongs to, in the order of the run.
    pub project: usize,
    /// As in [`overhaul_engine::File::name`].
    pub file: String,
    pub path: PathBuf,
    pub codemod: &'static str,
    /// Review if one of its parts is.
    pub level: Level,
    /// In source order, at least one.
    pub parts: Vec<Part>,
    /// The lines of the original before and behind what changes, at most [`CONTEXT`] each, without line ends.
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// One fix.
#[derive(Debug, Clone)]
pub struct Part {
    pub fingerprint: Fingerprint,
    pub level: Level,
    pub message: String,
    pub assumption: Option<String>,
    /// 1-based line of the finding in the original.
    pub line: usize,
    /// The first line of the finding.
    pub code: String,
    pub pieces: Vec<Piece>,
    /// The lines of the original between the parts before this one and it.
    pub between: Vec<String>,
}

/// Everything to decide about in the change sets of these projects: what needs judgement first, then by codemod in the order
/// of the run, file and line. `text` gives the decoded original of a file of a project.
pub fn items(
    projects: &[&ChangeSet],
    codemods: &[&str],
    text: &dyn Fn(usize, &FileReport) -> Option<String>,
) -> Vec<Item> {
    let mut items = Vec::new();
    for (project, changes) in projects.iter().enumerate() {
        for file in &changes.files {
            let fixes: Vec<&Located> = file.findings.iter().filter(|finding| is_decidable(finding)).collect();
            if fixes.is_empty() {
                continue;
            }
            let text = text(project, file).unwrap_or_default();
            let lines = lines(&text);
            for codemod in codemods {
                let own: Vec<&Located> =
                    fixes.iter().filter(|fix| fix.codemod == *codemod).copied().collect();
                for group in together(&own) {
                    items.push(item(project, file, &group, &lines));
                }
            }
        }
    }
    let place = |codemod: &str| codemods.iter().position(|other| *other == codemod);
    items.sort_by(|a, b| {
        let key = |item: &Item| (item.level == Level::Safe, place(item.codemod), item.project);
        key(a).cmp(&key(b)).then_with(|| a.file.cmp(&b.file)).then_with(|| a.line().cmp(&b.line()))
    });
    items
}

/// The lines of a text without their ends, as Python ends them: LF, CRLF or CR.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, behind) = rest.split_at(end);
        lines.push(line);
        rest = behind.strip_prefix("\r\n").or_else(|| behind.get(1..)).unwrap_or_default();
    }
    lines
}

/// Whether a person may decide about a finding: it is a fix that would be made but for a decision.
fn is_decidable(finding: &Located) -> bool {
    match &finding.end_state {
        EndState::Fixed { .. } => true,
        EndState::LeftOut { why, .. } => matches!(why, LeftOut::Rejected | LeftOut::Undecided),
        EndState::Declined(_) => false,
    }
}

/// Consecutive fixes whose contexts would overlap; one that has several pieces stands alone.
fn together<'f>(fixes: &[&'f Located]) -> Vec<Vec<&'f Located>> {
    let mut groups: Vec<Vec<&Located>> = Vec::new();
    for fix in fixes {
        let is_near = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            match (last.preview.as_slice(), fix.preview.as_slice()) {
                ([last], [next]) => {
                    let end = last.line + lines(&last.old).len();
                    last.line < next.line && end <= next.line && next.line <= end + 2 * CONTEXT
                }
                _ => false,
            }
        });
        match groups.last_mut() {
            Some(group) if is_near => group.push(fix),
            _ => groups.push(vec![fix]),
        }
    }
    groups
}

fn item(project: usize, file: &FileReport, group: &[&Located], text: &[&str]) -> Item {
    let slice = |from: usize, to: usize| -> Vec<String> {
        let range = from.min(text.len())..to.min(text.len()).max(from.min(text.len()));
        text[range].iter().map(|line| (*line).to_owned()).collect()
    };
    let start = group.first().and_then(|fix| fix.preview.first()).map_or(1, |piece| piece.line);
    let mut end = start - 1;
    let mut parts = Vec::with_capacity(group.len());
    for (index, fix) in group.iter().enumerate() {
        let first = fix.preview.first().map_or(fix.start.line, |piece| piece.line);
        let between = if index == 0 { Vec::new() } else { slice(end, first - 1) };
        if let Some(last) = fix.preview.last() {
            end = last.line - 1 + lines(&last.old).len();
        }
        let (level, assumption) = match &fix.end_state {
            EndState::Fixed { level, assumption } | EndState::LeftOut { level, assumption, .. } => {
                (*level, assumption.clone())
            }
            EndState::Declined(_) => (Level::Review, None),
        };
        parts.push(Part {
            fingerprint: fix.fingerprint(&file.name),
            level,
            message: fix.message.clone(),
            assumption,
            line: fix.start.line,
            code: fix.lines.first().map(|line| line.trim().to_owned()).unwrap_or_default(),
            pieces: fix.preview.clone(),
            between,
        });
    }
    let level = parts.iter().map(|part| part.level).max().unwrap_or(Level::Safe);
    Item {
        project,
        file: file.name.clone(),
        path: file.path.clone(),
        codemod: group.first().map_or("", |fix| fix.codemod),
        level,
        parts,
        before: slice((start - 1).saturating_sub(CONTEXT), start - 1),
        after: slice(end, end + CONTEXT),
    }
}

impl Item {
    /// 1-based line of the first change in the original.
    pub fn line(&self) -> usize {
        let piece = self.parts.first().and_then(|part| part.pieces.first());
        piece.map_or_else(|| self.parts.first().map_or(1, |part| part.line), |piece| piece.line)
    }

    /// The same as one item for each part.
    pub fn split(&self) -> Vec<Self> {
        let mut before = self.before.clone();
        let mut items = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            before.extend(part.between.iter().cloned());
            let after = match self.parts.get(index + 1) {
                Some(next) => next.between.iter().take(CONTEXT).cloned().collect(),
                None => self.after.clone(),
            };
            let skip = before.len().saturating_sub(CONTEXT);
            items.push(Self {
                level: part.level,
                parts: vec![Part { between: Vec::new(), ..part.clone() }],
                before: before[skip..].to_vec(),
                after,
                ..self.clone()
            });
            before = part
                .pieces
                .iter()
                .flat_map(|piece| lines(&piece.old).into_iter().map(str::to_owned))
                .collect();
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_python_ends_them() {
        assert_eq!(lines("a\r\nb\rc\n\nd"), ["a", "b", "c", "", "d"]);
        assert_eq!(lines("a\n"), ["a"]);
        assert!(lines("").is_empty());
    }
}
