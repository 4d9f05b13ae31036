//! Values in quotes: the whole literal becomes a parameter.

use overhaul_engine::{Declined, Level};

use super::refusals::{assembled, formatted, unclear};
use super::{Action, Decision, Decisions, is_joined, list_decision, one_line, refuse_untyped};
use crate::parameterize_sql::data::Placeholder;
use crate::parameterize_sql::sql::{self, Literal, ValueContext};
use crate::parameterize_sql::template::{Hole, OperationKind, Site};
use crate::parameterize_sql::{calls, lists, origins, parameters, query, values};

/// A value that is all of a quoted literal.
pub fn quoted(
    decisions: &Decisions<'_, '_>,
    number: usize,
    hole: &Hole<'_>,
    literal: &Literal,
) -> Result<Decision, Declined> {
    refuse_typed(literal)?;
    refuse_escaped(decisions, hole)?;
    if literal.context == (ValueContext::InList { alone: true })
        && let Some(list) = lists::of_join(decisions.file, hole, true)
    {
        return list_decision(decisions, number, hole, list, Some(literal), false);
    }
    if matches!(literal.context, ValueContext::InList { .. }) && is_joined(decisions.file, hole.expr) {
        return Err(assembled(decisions, hole));
    }
    refuse_end(decisions, hole, literal)?;
    refuse_untyped(decisions, hole, &literal.context, true)?;
    let code = values::text(decisions.file, hole).ok_or_else(|| formatted(hole))?;
    let spread = refuse_tuple(decisions, hole)?;
    let assumption =
        text_assumption(decisions, hole, literal)?.or(spread).or_else(|| unknown_call(decisions, hole));
    Ok(Decision {
        holes: vec![number],
        action: Action::Literal { literal: literal.clone(), code, name: values::name(hole.expr) },
        level: if assumption.is_some() { Level::Review } else { Level::Safe },
        assumption,
        needs: Vec::new(),
    })
}

/// A literal with text around its holes: all of it becomes one value.
pub fn quoted_with(decisions: &Decisions<'_, '_>, literal: &Literal) -> Result<Decision, Declined> {
    refuse_typed(literal)?;
    let layout = || {
        Declined::new(
            "layout",
            "the quoted text is spread over parts that cannot be taken out together",
            "compose the text before it is put into the query, and run again",
        )
    };
    let pieces = decisions.text.pieces_between(literal.start, literal.end).ok_or_else(layout)?;
    let inner = pieces.get(1..pieces.len().saturating_sub(1)).ok_or_else(layout)?;
    let holes: Vec<usize> = inner.iter().filter_map(|piece| piece.as_ref().err().copied()).collect();
    if inner.iter().any(|piece| piece.as_ref().is_ok_and(|char| char.source.is_none())) {
        return Err(layout());
    }
    let is_formatted = parameters::is_formatted(decisions.target, decisions.query);
    let backslashes = decisions.target.driver.dialect == sql::Dialect::MySql;
    if backslashes && inner.iter().any(|piece| piece.as_ref().is_ok_and(|char| char.c == '\\')) {
        return Err(layout());
    }
    let code = values::text_around(decisions.file, decisions.text, inner, is_formatted, literal.double)
        .ok_or_else(layout)?;
    let first = holes.first().map(|hole| decisions.text.holes[*hole]).ok_or_else(layout)?;
    let mut about_holes = None;
    for hole in holes.iter().map(|hole| decisions.text.holes[*hole]) {
        refuse_escaped(decisions, hole)?;
        refuse_end(decisions, hole, literal)?;
        refuse_untyped(decisions, hole, &literal.context, true)?;
        let spread = refuse_tuple(decisions, hole)?;
        about_holes = about_holes.or(spread).or_else(|| unknown_call(decisions, hole));
    }
    // A pattern is text whatever the value in it is.
    let is_pattern = matches!(literal.context, ValueContext::Like { .. });
    let hides_type = literal.double || (decisions.target.prepares && !is_pattern);
    let assumption = hides_type.then(|| assumed_text(first, literal)).or(about_holes);
    Ok(Decision {
        action: Action::Literal { literal: literal.clone(), code, name: values::name(first.expr) },
        holes,
        level: if assumption.is_some() { Level::Review } else { Level::Safe },
        assumption,
        needs: Vec::new(),
    })
}

fn refuse_escaped(decisions: &Decisions<'_, '_>, hole: &Hole<'_>) -> Result<(), Declined> {
    if origins::is_made_for_quotes(decisions.file, hole.expr) {
        return Err(unclear(hole, "it is escaped for the quotes already, and would be stored so"));
    }
    let reads_backslashes = decisions.target.driver.dialect == sql::Dialect::MySql;
    if reads_backslashes && origins::is_json(decisions.file, hole.expr) {
        return Err(unclear(hole, "MySQL reads the backslashes of JSON, which would be stored then"));
    }
    Ok(())
}

/// A text that ends the literal itself is more than one value.
fn refuse_end(decisions: &Decisions<'_, '_>, hole: &Hole<'_>, literal: &Literal) -> Result<(), Declined> {
    let quote = if literal.double { '"' } else { '\'' };
    if origins::may_end_quote(decisions.file, hole.expr, quote) {
        return Err(assembled(decisions, hole));
    }
    Ok(())
}

/// `"..." % x` takes a tuple apart: refused where `x` is one, assumed not to be where that cannot be told.
pub fn refuse_tuple(decisions: &Decisions<'_, '_>, hole: &Hole<'_>) -> Result<Option<String>, Declined> {
    let Site::Argument { operation, .. } = hole.site else { return Ok(None) };
    let operation = &decisions.query.template.operations[operation];
    if operation.is_tuple || operation.kind != OperationKind::Percent {
        return Ok(None);
    }
    match values::is_tuple(decisions.file, hole.expr) {
        Some(true) => Err(Declined::new(
            "dynamic-format",
            format!("`{}` is a tuple, which `%` takes apart", one_line(&hole.code)),
            "name the values, and run again",
        )),
        Some(false) => Ok(None),
        None => Ok(Some(format!("`{}` is one value and no tuple", one_line(&hole.code)))),
    }
}

/// A function in quotes may escape what it is given.
fn unknown_call(decisions: &Decisions<'_, '_>, hole: &Hole<'_>) -> Option<String> {
    let call = hole.expr.as_call_expr()?;
    let name = calls::called_name(call)?;
    let is_known = query::is_steady(name)
        || ["strftime", "date", "now", "today", "hex", "title"].contains(&name)
        || origins::is_json(decisions.file, hole.expr);
    (!is_known && !values::is_scalar(decisions.file, hole.expr))
        .then(|| format!("`{}` does not escape what it gives", one_line(&hole.code)))
}

/// What has to hold for a quoted value to be passed as text. A server that prepares the statement takes the type of
/// the column, and the quotes hide which one that is.
fn text_assumption(
    decisions: &Decisions<'_, '_>,
    hole: &Hole<'_>,
    literal: &Literal,
) -> Result<Option<String>, Declined> {
    if !decisions.target.prepares {
        return Ok(literal.double.then(|| assumed_text(hole, literal)));
    }
    let always = decisions.target.driver.placeholder == Placeholder::Dollar;
    if always && !values::is_text(decisions.file, hole.expr) {
        return Err(unclear(
            hole,
            "the driver takes values by the type of the column, which the quotes hide",
        ));
    }
    Ok(Some(assumed_text(hole, literal)))
}

fn assumed_text(hole: &Hole<'_>, literal: &Literal) -> String {
    if literal.double {
        "the server reads double quotes as a string, which it does without ANSI_QUOTES".to_owned()
    } else if matches!(literal.context, ValueContext::Argument { .. }) {
        format!(
            "the function that takes `{}` takes text there, for a driver that prepares queries takes no text for other types",
            one_line(&hole.code)
        )
    } else {
        format!(
            "the column beside `{}` holds text, for a driver that prepares queries takes no text for other types",
            one_line(&hole.code)
        )
    }
}

/// A literal whose type is written before it is no text: the server reads it by that type.
fn refuse_typed(literal: &Literal) -> Result<(), Declined> {
    match &literal.prefix {
        Some(prefix) => Err(Declined::new(
            "typed-literal",
            format!(
                "`{prefix} '...'` is a literal of a type, and a parameter cannot stand behind `{prefix}`"
            ),
            "write the type as a cast of the value, and run again",
        )),
        None => Ok(()),
    }
}
