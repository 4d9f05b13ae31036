//! `IN (...)` with as many placeholders as there are values, or with the driver's own form for a list.

use overhaul_engine::{Declined, FileView};
use overhaul_python::{Ranged, TextRange};

use super::{Writer, layout};
use crate::parameterize_sql::calls::Target;
use crate::parameterize_sql::data::Placeholder;
use crate::parameterize_sql::query::Query;
use crate::parameterize_sql::template::{Char, Hole, Site};

impl Writer<'_, '_> {
    /// The characters around a hole that are its parentheses and the `IN` or `NOT IN` before them.
    fn in_list(&self, hole: usize) -> Option<InList> {
        let (before, behind) = self.text.around(hole);
        let is_skipped = |char: &&Char| {
            char.c.is_whitespace() || char.source.is_some_and(|range| self.deleted.contains(&range))
        };
        let mut left = before.iter().skip_while(is_skipped).peekable();
        let opening = left.next().filter(|char| char.c == '(')?.source?;
        let mut word = |wanted: &str| -> Option<Vec<Char>> {
            while left.peek().is_some_and(|char| char.c.is_whitespace()) {
                left.next();
            }
            let found: Vec<Char> = left.clone().take(wanted.len()).copied().collect();
            let text: String = found.iter().rev().map(|char| char.c.to_ascii_lowercase()).collect();
            let follows = left
                .clone()
                .nth(wanted.len())
                .is_none_or(|char| char.c.is_whitespace() || char.c == ')' || char.c == '"');
            (text == wanted && follows).then(|| {
                left.by_ref().take(wanted.len()).for_each(drop);
                found.into_iter().rev().collect()
            })
        };
        let operator = word("in")?;
        let negation = word("not");
        let closing = behind.iter().find(|char| !is_skipped(char)).filter(|char| char.c == ')')?.source?;
        let start = negation.as_ref().unwrap_or(&operator).first()?.source?.start();
        let end = operator.last()?.source?.end();
        let literal = operator.last()?.literal;
        let is_one = negation.iter().flatten().chain(&operator).all(|char| char.literal == literal);
        is_one.then_some(InList {
            operator: TextRange::new(start, end),
            is_negated: negation.is_some(),
            opening,
            closing,
        })
    }

    /// `IN (...)` becomes a comparison with one array.
    pub(super) fn compare_with_any(&mut self, hole: usize) -> Result<(), Declined> {
        let found = self.in_list(hole).ok_or_else(|| layout("`IN (...)` is spread over several parts"))?;
        let operator = if found.is_negated { "<> ALL" } else { "= ANY" };
        self.replaced.push((found.operator, operator.to_owned()));
        Ok(())
    }

    /// A parameter that `SQLAlchemy` expands brings its own parentheses.
    pub(super) fn expand(&mut self, hole: usize, placeholder: &str) -> Result<(), Declined> {
        let found = self.in_list(hole).ok_or_else(|| layout("`IN (...)` is spread over several parts"))?;
        self.deleted.extend([found.opening, found.closing]);
        let name = placeholder.trim_start_matches(':');
        let end = self.query.text.map(Ranged::end).ok_or_else(|| layout("the query is not in text()"))?;
        self.edits.insert(end, &format!(".bindparams(bindparam(\"{name}\", expanding=True))"));
        Ok(())
    }
}

struct InList {
    operator: TextRange,
    is_negated: bool,
    opening: TextRange,
    closing: TextRange,
}

/// `", ".join("?" * len(ids))`, in quotes that the string around it leaves free.
pub fn run_of_placeholders(
    file: &FileView<'_>,
    hole: &Hole<'_>,
    query: &Query<'_>,
    target: &Target,
    iterated: &str,
) -> String {
    let preferred = file.module.style().quote;
    let quote = match hole.site {
        Site::Field { literal, .. } => {
            match query.template.literals[literal].quotes(file.module).chars().next() {
                Some('"') => '\'',
                _ => '"',
            }
        }
        _ => preferred,
    };
    run(quote, target, iterated)
}

pub fn run(quote: char, target: &Target, iterated: &str) -> String {
    match target.driver.placeholder {
        Placeholder::Format => format!("{quote}, {quote}.join([{quote}%s{quote}] * len({iterated}))"),
        _ => format!("{quote}, {quote}.join({quote}?{quote} * len({iterated}))"),
    }
}
