//! Names in a query: checked where a name can stand, refused where it cannot be one.

use overhaul_engine::{Declined, FileView, Level};
use overhaul_python::ast::Expr;

use super::refusals::{formatted, unclear};
use super::{Action, Decision, Decisions, one_line};
use crate::parameterize_sql::guard;
use crate::parameterize_sql::origins;
use crate::parameterize_sql::sql::{NameKind, Quote, Verb};
use crate::parameterize_sql::template::{Hole, Piece, Template, is_string};

/// As deep are the parts of a name looked at.
const MAX_STEPS: usize = 4;

/// Pragmas whose argument is the name of a table or an index.
/// Source: <https://www.sqlite.org/pragma.html>.
const PRAGMAS_OF_NAMES: &[&str] = &[
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "index_xinfo",
    "foreign_key_list",
    "foreign_key_check",
];

/// Names that no check can speak for: settings, and texts in the place of a name.
pub fn refuse_name(
    decisions: &Decisions<'_, '_>,
    hole: &Hole<'_>,
    quote: Option<Quote>,
    kind: &NameKind,
) -> Result<(), Declined> {
    let is_setting = match kind {
        NameKind::PragmaArgument { pragma } => !PRAGMAS_OF_NAMES.contains(&pragma.as_str()),
        NameKind::Pragma | NameKind::Function => true,
        _ => false,
    };
    let is_text = quote == Some(Quote::Single)
        && !matches!(
            kind,
            NameKind::PragmaArgument { .. } | NameKind::Table | NameKind::Index | NameKind::Alias
        );
    let is_utility = match &decisions.statement.verb {
        Some(Verb::Set | Verb::Call) => true,
        Some(Verb::Other(_)) => quote == Some(Quote::Single),
        _ => false,
    };
    if is_setting || is_text || is_utility {
        return Err(Declined::new(
            "no-parameters-here",
            format!(
                "this kind of statement takes neither parameters nor a plain name for `{}`",
                one_line(&hole.code)
            ),
            "check the value against what it may be before it is put into the statement",
        ));
    }
    Ok(())
}

pub fn name(
    decisions: &Decisions<'_, '_>,
    number: usize,
    hole: &Hole<'_>,
    quote: Option<Quote>,
    part: bool,
) -> Result<Decision, Declined> {
    if !decisions.settings.guards {
        return Err(Declined::new(
            "identifier-hole",
            format!("`{}` is a name, which a database does not take as a parameter", one_line(&hole.code)),
            "choose it from a fixed set of names, or let the option `identifiers = \"guard\"` add a check",
        ));
    }
    if hole.spec.is_some() || !matches!(hole.conversion, None | Some('s')) {
        return Err(formatted(hole));
    }
    if is_quoted_already(decisions.file, hole.expr, MAX_STEPS) {
        return Err(unclear(hole, "it may be quoted already, which the check for a name would refuse"));
    }
    if decisions.file.project.is_shadowed_by_package(decisions.file.path) {
        return Err(Declined::new(
            "dead-module",
            "a package of the same name hides this module, so nothing imports it",
            "delete the module or rename the package",
        ));
    }
    let mut functions = vec![guard::function(quote, part)];
    if quote.is_some() {
        // A quoted name may hold what the query's own reader takes for a placeholder.
        if decisions.query.text.is_some() {
            functions.insert(0, guard::FOR_TEXT);
        } else if decisions.target.driver.percent && (decisions.has_values() || decisions.is_formatted()) {
            functions.insert(0, guard::FOR_FORMAT);
        }
    }
    let mut names = Vec::new();
    let mut needs = Vec::new();
    for function in functions {
        let helper = guard::helper(decisions.file, decisions.known, function).map_err(|why| {
            Declined::new(
                "no-shared-home",
                format!("`{}` needs a check that this file can import: {}", one_line(&hole.code), why.0),
                "choose the name from a fixed set, or run on the whole project",
            )
        })?;
        names.push(helper.name);
        needs.extend(helper.needs);
    }
    let what = if quote.is_some() { "escaped" } else { "refused unless it is a plain name" };
    Ok(Decision {
        holes: vec![number],
        action: Action::Guard(names),
        level: Level::Review,
        assumption: Some(format!(
            "`{}` is meant to be a name: anything else is {what}",
            one_line(&hole.code)
        )),
        needs,
    })
}

/// Whether the texts that a name is composed of, or a part of it, hold quotes, so that it is quoted already.
fn is_quoted_already(file: &FileView<'_>, expr: &Expr, steps: usize) -> bool {
    let Some(steps) = steps.checked_sub(1) else { return true };
    if expr.as_name_expr().is_some_and(|name| says_quoted(&name.id))
        || expr.as_attribute_expr().is_some_and(|attribute| says_quoted(&attribute.attr))
    {
        return true;
    }
    origins::any(file, expr, &mut |part| {
        if origins::makes_sql(file, part) {
            return true;
        }
        if !is_string(part) {
            return false;
        }
        let mut template = Template::default();
        if template.add(file.module, part).is_err() {
            return true;
        }
        template.pieces.iter().any(|piece| match piece {
            Piece::Text(chars) => chars.iter().any(|char| "\"'`[".contains(char.c)),
            Piece::Hole(hole) => is_quoted_already(file, hole.expr, steps),
        })
    })
}

fn says_quoted(name: &str) -> bool {
    ["quoted", "escaped", "ident"].iter().any(|part| name.to_lowercase().contains(part))
}
