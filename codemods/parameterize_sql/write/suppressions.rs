//! Comments that silence a linter about SQL in strings: they go with their reason.

use overhaul_engine::FileView;
use overhaul_python::comments::without_noqa;
use overhaul_python::{Edit, Ranged, TextRange};

use crate::parameterize_sql::query::Query;

/// Without their reason: bandit's B608 and ruff's S608.
/// Source: <https://bandit.readthedocs.io/en/latest/plugins/b608_hardcoded_sql_expressions.html>.
const SILENCED: &[&str] =
    &["nosec B608", "nosec: B608", "noqa: S608", "noqa:S608", "nosec B608:hardcoded_sql_expressions"];

/// The edits that take these comments off the lines of a query and of the calls that send it.
pub fn removed(file: &FileView<'_>, query: &Query<'_>) -> Vec<Edit> {
    let module = file.module;
    let mut ranges: Vec<TextRange> = vec![query.range];
    ranges.extend(query.uses.iter().map(Ranged::range));
    let mut edits: Vec<Edit> = Vec::new();
    for range in ranges {
        let lines = TextRange::new(range.start(), module.source().line_end(range.end()));
        for comment in module.comments().within(lines) {
            let words = module.slice(*comment);
            if words.matches('#').count() == 1
                && words.contains(',')
                && let Some(edit) = without_noqa(module, *comment, &["S608"])
            {
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
                continue;
            }
            let left: Vec<&str> = words
                .split('#')
                .map(str::trim)
                .filter(|part| !part.is_empty() && !SILENCED.contains(part))
                .collect();
            let known = words.split('#').map(str::trim).filter(|part| !part.is_empty()).count();
            if left.len() == known {
                continue;
            }
            let edit = if left.is_empty() {
                let before = &module.text()[..comment.start().to_usize()];
                let blank = before.len() - before.trim_end_matches([' ', '\t']).len();
                let start = comment.start() - overhaul_python::TextSize::try_from(blank).unwrap_or_default();
                Edit::delete(TextRange::new(start, comment.end()))
            } else {
                Edit::replace(*comment, format!("# {}", left.join("  # ")))
            };
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
    }
    edits
}
