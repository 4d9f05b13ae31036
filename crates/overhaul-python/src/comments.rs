//! Comments, and what tools read in them: `# noqa`, `# overhaul: ignore`.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edit::Edit;
use crate::module::Module;
use crate::source::size;

/// The comments of a file in order, and the lines on which findings are to be left alone.
#[derive(Debug, Default)]
pub struct Comments {
    ranges: Vec<TextRange>,
    directives: Vec<Directive>,
}

/// `# overhaul: ignore`, `# overhaul: ignore[id, id]` or `# overhaul: file-ignore[id]`.
#[derive(Debug)]
struct Directive {
    /// The range of the physical lines that it speaks about; `None` for the whole file.
    lines: Option<TextRange>,
    /// The codemods that it names; empty for all.
    codemods: Vec<String>,
}

impl Comments {
    pub(crate) fn new(module: &Module) -> Self {
        let ranges: Vec<TextRange> = module
            .tokens()
            .iter()
            .filter(|token| token.kind() == TokenKind::Comment)
            .map(Ranged::range)
            .collect();
        let directives = ranges.iter().filter_map(|range| directive(module, *range)).collect();
        Self { ranges, directives }
    }

    /// The ranges of all comments, each from its `#` to the end of its line.
    pub fn ranges(&self) -> &[TextRange] {
        &self.ranges
    }

    /// The comments that lie inside `range`.
    pub fn within(&self, range: TextRange) -> &[TextRange] {
        let first = self.ranges.partition_point(|comment| comment.start() < range.start());
        let behind = self.ranges.partition_point(|comment| comment.start() < range.end());
        &self.ranges[first..behind.max(first)]
    }

    /// The comment on the physical line that holds `offset`, at or behind it.
    pub fn trailing(&self, module: &Module, offset: TextSize) -> Option<TextRange> {
        let line_end = module.source().line_end(offset);
        self.within(TextRange::new(offset, line_end)).first().copied()
    }

    /// Whether a comment asks to leave what `codemod` finds in `range` alone.
    pub fn ignores(&self, module: &Module, range: TextRange, codemod: &str) -> bool {
        let source = module.source();
        let lines = TextRange::new(source.line_start(range.start()), source.line_end(range.end()));
        self.directives.iter().any(|directive| {
            let here = directive
                .lines
                .is_none_or(|range| range.intersect(lines).is_some_and(|common| !common.is_empty()));
            here && (directive.codemods.is_empty() || directive.codemods.iter().any(|id| id == codemod))
        })
    }
}

fn directive(module: &Module, comment: TextRange) -> Option<Directive> {
    let text = module.slice(comment);
    let (_, rest) = text.split_once("overhaul:")?;
    let rest = rest.trim_start();
    let (whole_file, rest) = match rest.strip_prefix("file-ignore") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("ignore")?),
    };
    let codemods = match rest.strip_prefix('[') {
        Some(list) => list.split(']').next()?.split(',').map(|id| id.trim().to_owned()).collect(),
        None if rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || ",;.#".contains(c)) => {
            Vec::new()
        }
        None => return None,
    };
    let source = module.source();
    let line = TextRange::new(source.line_start(comment.start()), source.line_end(comment.start()));
    Some(Directive { lines: (!whole_file).then_some(line), codemods })
}

/// The edit that takes `codes` out of a `# noqa: A1, B2` comment, or the whole comment with the white
/// space before it when no code and no other words are left. A bare `# noqa` speaks for every rule and stays.
///
/// The form is flake8's: <https://flake8.pycqa.org/en/stable/user/violations.html>.
pub fn without_noqa(module: &Module, comment: TextRange, codes: &[&str]) -> Option<Edit> {
    let text = module.slice(comment);
    let at = text.to_ascii_lowercase().find("noqa:")?;
    let list_start = at + "noqa:".len();
    let list = &text[list_start..];
    let list_end =
        list.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ',' | ' '))).unwrap_or(list.len());
    let list = words_of_codes(&list[..list_end]);
    let kept: Vec<&str> = list.iter().copied().filter(|code| !codes.contains(code)).collect();
    if kept.len() == list.len() {
        return None;
    }
    let first = list_start + text[list_start..].find(list[0])?;
    let last_code = list.last()?;
    let last = first + text[first..].rfind(last_code)? + last_code.len();
    let offset = |at: usize| comment.start() + size(at);
    if !kept.is_empty() {
        let separator = if text[first..last].contains(", ") { ", " } else { "," };
        return Some(Edit::replace(TextRange::new(offset(first), offset(last)), kept.join(separator)));
    }
    let before = text[..at].trim_end().trim_end_matches('#').trim_end();
    let behind = text[last..].trim_start().trim_start_matches('#').trim_start();
    if before.is_empty() && behind.is_empty() {
        let source = module.source();
        let line = source.slice(TextRange::new(source.line_start(comment.start()), comment.start()));
        let start = comment.start() - size(line.len() - line.trim_end().len());
        return Some(Edit::delete(TextRange::new(start, comment.end())));
    }
    // Words around the directive are a comment of their own and stay.
    if before.is_empty() {
        return Some(Edit::replace(comment, format!("# {behind}")));
    }
    let start = if behind.is_empty() {
        before.len()
    } else {
        at - (text[..at].len() - text[..at].trim_end_matches(['#', ' ']).len())
    };
    if behind.is_empty() {
        Some(Edit::delete(TextRange::new(offset(start), comment.end())))
    } else {
        Some(Edit::replace(TextRange::new(offset(before.len()), comment.end()), format!("  # {behind}")))
    }
}

/// The codes of a noqa list: a capital letter or more, then digits. The first other word ends the list.
fn words_of_codes(list: &str) -> Vec<&str> {
    list.split([',', ' '])
        .filter(|word| !word.is_empty())
        .take_while(|word| {
            let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::source::Source;

    fn module(text: &str) -> Module {
        Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap()
    }

    #[test]
    fn noqa_loses_only_the_codes_whose_reason_is_gone() {
        for (before, after) in [
            ("x  # noqa: T201\n", "x\n"),
            ("x  # noqa: T201, E501\n", "x  # noqa: E501\n"),
            ("x  # noqa: E501,T201\n", "x  # noqa: E501\n"),
            ("x  # noqa:T201 # why\n", "x  # why\n"),
            ("x  # why # noqa: T201\n", "x  # why\n"),
            ("x  # noqa: T201 because it is shown\n", "x  # because it is shown\n"),
            ("x  # type: ignore # noqa: T201\n", "x  # type: ignore\n"),
            ("x  # noqa\n", "x  # noqa\n"),
            ("x  # noqa: E501\n", "x  # noqa: E501\n"),
        ] {
            let module = module(before);
            let comment = module.comments().ranges()[0];
            let edits: Vec<Edit> = without_noqa(&module, comment, &["T201", "T001"]).into_iter().collect();
            assert_eq!(apply(before, &edits), after);
        }
    }

    #[test]
    fn ignore_comments_speak_about_their_line_or_the_file() {
        let text = "a()  # overhaul: ignore\nb()  # overhaul: ignore[x, y]\nc()\nd()  # overhaul: ignored\n";
        let parsed = module(text);
        let ignores = |needle: &str, id: &str| {
            let at = size(text.find(needle).unwrap());
            parsed.comments().ignores(&parsed, TextRange::at(at, 3.into()), id)
        };
        assert!(ignores("a()", "x"));
        assert!(ignores("b()", "y"));
        assert!(!ignores("b()", "z"));
        assert!(!ignores("c()", "x"));
        assert!(!ignores("d()", "x"));
        let whole = module("# overhaul: file-ignore[x]\na()\n");
        assert!(whole.comments().ignores(&whole, TextRange::at(30.into(), 1.into()), "x"));
        assert!(!whole.comments().ignores(&whole, TextRange::at(30.into(), 1.into()), "y"));
    }
}
