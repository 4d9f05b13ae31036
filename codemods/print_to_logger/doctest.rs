//! What the doctests in a file's docstrings show.

use overhaul_python::ast::Stmt;
use overhaul_python::{Module, Outline, Ranged, TextSize};

use super::message::VALUE;
use crate::scan::words;

/// The examples of all docstrings of a file.
pub(super) struct Doctests {
    found: Vec<Doctest>,
}

/// The examples of one docstring.
#[derive(Debug, Default, PartialEq, Eq)]
struct Doctest {
    at: TextSize,
    /// The code behind the prompts.
    code: String,
    /// What it writes, a line behind the other, with single spaces.
    output: String,
}

/// Shorter texts may be part of any output.
const SHORTEST: usize = 4;

/// In the output of an example, this stands for any text.
const ELLIPSIS: &str = "...";

impl Doctests {
    pub fn of(module: &Module, outline: &Outline<'_>) -> Self {
        if !module.text().contains(">>>") {
            return Self { found: Vec::new() };
        }
        let bodies = outline.nodes().iter().filter_map(|node| match node.stmt {
            Stmt::FunctionDef(def) => def.body.first(),
            Stmt::ClassDef(def) => def.body.first(),
            _ => None,
        });
        let docstrings = module.docstring().into_iter().chain(bodies).filter_map(|stmt| {
            let text = stmt.as_expr_stmt()?.value.as_string_literal_expr()?;
            Some(Doctest::read(text.start(), text.value.to_str()))
        });
        Self { found: docstrings.filter(|doctest| !doctest.output.is_empty()).collect() }
    }

    /// Where the docstring starts whose examples show these words.
    pub fn shows(&self, skeleton: &str) -> Option<TextSize> {
        let parts = parts(skeleton);
        let is_telling = parts.iter().any(|part| part.len() >= SHORTEST);
        self.found
            .iter()
            .find(|doctest| is_telling && has_in_order(&doctest.output, &parts))
            .map(|doctest| doctest.at)
    }

    /// Where the docstring starts whose examples call the function and may show what it prints, as it has no words of its
    /// own or the examples leave some out.
    pub fn may_show(&self, function: &str, skeleton: &str) -> Option<TextSize> {
        let parts = parts(skeleton);
        let shows = |doctest: &&Doctest| {
            let is_called = words(doctest.code.as_bytes(), function.as_bytes()).next().is_some();
            is_called && (has_in_order(&doctest.output, &parts) || doctest.output.contains(ELLIPSIS))
        };
        self.found.iter().find(shows).map(|doctest| doctest.at)
    }
}

impl Doctest {
    /// <https://docs.python.org/3/library/doctest.html#how-are-docstring-examples-recognized>
    fn read(at: TextSize, docstring: &str) -> Self {
        let mut doctest = Self { at, ..Self::default() };
        let (mut is_code, mut is_output) = (false, false);
        for line in docstring.lines().map(str::trim) {
            let continued = line.strip_prefix("...").filter(|_| is_code);
            if let Some(code) = line.strip_prefix(">>>").or(continued) {
                doctest.code.push_str(code);
                doctest.code.push('\n');
                (is_code, is_output) = (true, true);
                continue;
            }
            is_code = false;
            is_output &= !line.is_empty();
            if is_output && line != "<BLANKLINE>" {
                doctest.output.push_str(&with_single_spaces(line));
                doctest.output.push(' ');
            }
        }
        doctest
    }
}

/// What a message says between its values.
fn parts(skeleton: &str) -> Vec<String> {
    skeleton.split(VALUE).map(with_single_spaces).filter(|part| !part.is_empty()).collect()
}

fn with_single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_in_order(text: &str, parts: &[String]) -> bool {
    let mut rest = text;
    parts.iter().all(|part| match rest.split_once(part.as_str()) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_read_as_doctest_reads_them() {
        let text = "Shows it.\n\n    >>> for x in y:\n    ...     show(x)\n    one  line\n    <BLANKLINE>\n    two\n\n    Not this.\n    >>> last()\n";
        let read = Doctest::read(TextSize::new(3), text);
        assert_eq!(read.code, " for x in y:\n     show(x)\n last()\n");
        assert_eq!((read.output.as_str(), read.at), ("one line two ", TextSize::new(3)));
    }

    #[test]
    fn what_is_shown_is_told_by_its_words_or_its_call() {
        let of = |text: &str| Doctests { found: vec![Doctest::read(TextSize::new(0), text)] };
        let shows = |text: &str, skeleton: &str| of(text).shows(skeleton).is_some();
        assert!(shows(">>> run()\nloaded 3 rows\n", "loaded \u{fffc} rows"));
        assert!(!shows(">>> load()\n3\n", "\u{fffc}"));
        assert!(!shows(">>> load()\n\nloaded 3 rows\n", "loaded \u{fffc} rows"));
        let may_show = |text: &str, skeleton: &str| of(text).may_show("load", skeleton).is_some();
        assert!(may_show(">>> load()\n3\n", "\u{fffc}"));
        assert!(may_show(">>> load()\nload...\n", "loaded \u{fffc} rows"));
        assert!(!may_show(">>> load()\n3\n", "loaded \u{fffc} rows"));
        assert!(!may_show(">>> run()\n3\n", "\u{fffc}"));
    }
}
