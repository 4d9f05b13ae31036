//! What becomes of each hole, by what stands there.

use overhaul_engine::{Declined, FileView, Level, Need};
use overhaul_python::Ranged;
use overhaul_python::ast::Expr;

use super::calls::Target;
use super::data::{DRIVERS, Placeholder};
use super::lists;
use super::origins;
use super::query::Query;
use super::settings::Settings;
use super::sql::{self, FragmentKind, Literal, NameKind, Place, ValueContext};
use super::survey::Conclusion;
use super::template::{Hole, is_string};
use super::text::QueryText;
use super::values;

mod literals;
mod names;
mod refusals;

use literals::{quoted, quoted_with, refuse_tuple};
use names::{name, refuse_name};
use refusals::{assembled, formatted, unclear};

/// Everything that decides about the holes of one query.
pub struct Decisions<'d, 'a> {
    pub file: &'d FileView<'a>,
    pub known: &'d Conclusion,
    pub settings: &'d Settings,
    pub query: &'d Query<'a>,
    pub target: &'d Target,
    pub text: &'d QueryText<'d, 'a>,
    pub statement: &'d sql::Query,
}

/// What becomes of one hole, or of all holes of one literal.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The holes that it is about, in order.
    pub holes: Vec<usize>,
    pub action: Action,
    pub level: Level,
    pub assumption: Option<String>,
    pub needs: Vec<Need>,
}

#[derive(Debug, Clone)]
pub enum Action {
    /// A placeholder, and this value.
    Value { code: String, name: String },
    /// A placeholder in the place of a quoted literal.
    Literal { literal: Literal, code: String, name: String },
    /// A run of placeholders, or one for the whole list.
    List { list: lists::List, literal: Option<Literal>, name: String },
    /// The hole stays and what it holds is checked by these functions, the outermost first.
    Guard(Vec<String>),
}

impl<'d, 'a> Decisions<'d, 'a> {
    pub fn new(
        file: &'d FileView<'a>,
        known: &'d Conclusion,
        settings: &'d Settings,
        query: &'d Query<'a>,
        target: &'d Target,
        text: &'d QueryText<'d, 'a>,
        statement: &'d sql::Query,
    ) -> Self {
        Self { file, known, settings, query, target, text, statement }
    }

    /// Whether some hole stands where a value does.
    pub fn has_values(&self) -> bool {
        self.statement
            .holes
            .iter()
            .any(|place| matches!(place, Place::Value { .. } | Place::Quoted(_) | Place::QuotedWith(_)))
    }

    /// What is put into the query, in words.
    pub fn describe(&self, target: &Target) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (hole, place) in self.text.holes.iter().zip(&self.statement.holes) {
            let what = match place {
                Place::Value { .. } | Place::Quoted(_) | Place::QuotedWith(_) => "a value",
                Place::Name { kind, .. } => kind_of_name(kind),
                Place::Fragment { what: FragmentKind::ColumnList } => "a list of columns",
                Place::Fragment { what: FragmentKind::OrderBy | FragmentKind::Direction } => "an order",
                Place::Fragment { .. } => "a piece of SQL",
                Place::Comment => "a comment",
                Place::Unknown { .. } => "of unclear use",
            };
            let part = format!("`{}` ({what})", one_line(&hole.code));
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        format!("puts {} into SQL for {}", parts.join(", "), target.driver.name)
    }

    /// Whether the driver reads `%` in the query specially already.
    fn is_formatted(&self) -> bool {
        super::parameters::is_formatted(self.target, self.query)
    }

    fn is_named_elsewhere(&self, hole: &Hole<'_>) -> bool {
        self.text
            .holes
            .iter()
            .zip(&self.statement.holes)
            .any(|(other, place)| matches!(place, Place::Name { .. }) && other.code == hole.code)
    }
}

pub fn one_line(code: &str) -> String {
    let line = code.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn kind_of_name(kind: &NameKind) -> &'static str {
    match kind {
        NameKind::Table => "a table name",
        NameKind::Column => "a column name",
        NameKind::Index => "an index name",
        NameKind::Schema => "a schema name",
        NameKind::Database => "a database name",
        NameKind::Savepoint => "a savepoint name",
        _ => "a name",
    }
}

/// Decides about all holes, or says why one of them keeps the query as it is.
pub fn decide(decisions: &Decisions<'_, '_>) -> Result<Vec<Decision>, Declined> {
    let mut decided: Vec<Decision> = Vec::new();
    let mut literals: Vec<usize> = Vec::new();
    for (number, (hole, place)) in decisions.text.holes.iter().zip(&decisions.statement.holes).enumerate() {
        match place {
            Place::Value { context } => decided.push(value(decisions, number, hole, context)?),
            Place::Quoted(literal) => decided.push(quoted(decisions, number, hole, literal)?),
            Place::QuotedWith(literal) => {
                if !literals.contains(&literal.id) {
                    literals.push(literal.id);
                    decided.push(quoted_with(decisions, literal)?);
                }
            }
            Place::Name { quote, part, kind, .. } => {
                refuse_name(decisions, hole, *quote, kind)?;
                decided.push(name(decisions, number, hole, *quote, *part)?);
            }
            Place::Fragment { what } => decided.push(fragment(decisions, number, hole, *what)?),
            Place::Comment => return Err(unclear(hole, "stands in a comment of the query")),
            Place::Unknown { why }
                if is_column_or_value(why) && values::is_scalar(decisions.file, hole.expr) =>
            {
                decided.push(value(decisions, number, hole, &ValueContext::Expression)?);
            }
            Place::Unknown { why } => return Err(unclear(hole, why)),
        }
    }
    Ok(decided)
}

/// Whether nothing but the type of what a hole holds is missing to tell what it stands for.
fn is_column_or_value(why: &str) -> bool {
    why.starts_with("a column or a value") || why.starts_with("a column, a value")
}

fn fragment(
    decisions: &Decisions<'_, '_>,
    number: usize,
    hole: &Hole<'_>,
    what: FragmentKind,
) -> Result<Decision, Declined> {
    match what {
        FragmentKind::ColumnList
        | FragmentKind::OrderBy
        | FragmentKind::Direction
        | FragmentKind::Operator => Err(Declined::new(
            "identifier-hole",
            format!("`{}` decides about the structure of the query", one_line(&hole.code)),
            "choose it from a fixed set of texts in the code",
        )),
        FragmentKind::InTuple => match lists::of_tuple(decisions.file, hole) {
            Some(list) => list_decision(decisions, number, hole, list, None, true),
            None => Err(assembled(decisions, hole)),
        },
        _ => Err(assembled(decisions, hole)),
    }
}

/// A value without quotes around it.
fn value(
    decisions: &Decisions<'_, '_>,
    number: usize,
    hole: &Hole<'_>,
    context: &ValueContext,
) -> Result<Decision, Declined> {
    if decisions.is_named_elsewhere(hole) {
        return Err(unclear(hole, "elsewhere in the query it is a name"));
    }
    if let ValueContext::InList { alone: true } | ValueContext::Array { alone: true } = context {
        let is_in = matches!(context, ValueContext::InList { .. });
        if let Some(list) = lists::of_join(decisions.file, hole, false).filter(|_| is_in) {
            return list_decision(decisions, number, hole, list, None, false);
        }
        if !values::is_scalar(decisions.file, hole.expr) {
            return Err(assembled(decisions, hole));
        }
    }
    if is_composed(decisions.file, hole.expr) {
        return Err(assembled(decisions, hole));
    }
    if matches!(context, ValueContext::Comparison { operator } if operator.starts_with("is")) {
        return Err(unclear(hole, "IS compares otherwise with a parameter than with a word"));
    }
    let spread = refuse_tuple(decisions, hole)?;
    refuse_untyped(decisions, hole, context, false)?;
    let code = match values::unquoted(decisions.file, hole, decisions.target.driver.dialect) {
        Ok(code) => code,
        Err(values::Refused::Formatted) => return Err(formatted(hole)),
        Err(values::Refused::Unclear(why)) => return Err(unclear(hole, why)),
    };
    let is_sure = values::is_scalar(decisions.file, hole.expr);
    let assumption = (!is_sure).then(|| {
        format!(
            "`{}` holds one value of a type that the driver takes, and no piece of SQL",
            one_line(&hole.code)
        )
    });
    let assumption = assumption.or(spread);
    Ok(Decision {
        holes: vec![number],
        action: Action::Value { code, name: values::name(hole.expr) },
        level: if assumption.is_none() { Level::Safe } else { Level::Review },
        assumption,
        needs: Vec::new(),
    })
}

/// What stands beside a value gives a parameter its type, for a server that binds the values itself. Without quotes, a value
/// was read as the number that it is; the quotes make it a text of no type, as the parameter is.
/// Source: <https://www.postgresql.org/docs/current/typeconv.html>.
fn refuse_untyped(
    decisions: &Decisions<'_, '_>,
    hole: &Hole<'_>,
    context: &ValueContext,
    in_quotes: bool,
) -> Result<(), Declined> {
    let driver = decisions.target.driver;
    let is_cast = *context == ValueContext::Cast && driver.placeholder != Placeholder::Dollar;
    let has_type = is_cast
        || matches!(
            context,
            ValueContext::Comparison { .. }
                | ValueContext::Values
                | ValueContext::Assignment
                | ValueContext::Between
                | ValueContext::Limit
                | ValueContext::Offset
                | ValueContext::InList { .. }
                | ValueContext::Like { .. }
        );
    let takes_any = matches!(
        context,
        ValueContext::Argument { function } if function.is_empty() || DRIVERS.is_untyped(function)
    );
    if *context == ValueContext::Interval && driver.dialect != sql::Dialect::MySql {
        return Err(unclear(hole, "only MySQL takes a parameter behind INTERVAL"));
    }
    if *context == ValueContext::Cast && decisions.target.prepares && in_quotes {
        return Err(unclear(hole, "the driver takes values by the type of the cast, and no texts"));
    }
    let is_bound_early = driver.binds_on_server || decisions.target.prepares;
    if is_bound_early && !has_type && (takes_any || !in_quotes) {
        return Err(unclear(hole, "the server could not tell the type of a parameter there"));
    }
    Ok(())
}

fn list_decision(
    decisions: &Decisions<'_, '_>,
    number: usize,
    hole: &Hole<'_>,
    list: lists::List,
    literal: Option<&Literal>,
    adds_parentheses: bool,
) -> Result<Decision, Declined> {
    let named = decisions.target.driver.placeholder == Placeholder::Named;
    let numbered = decisions.target.driver.placeholder == Placeholder::Colon;
    let one_text = decisions.query.text.is_some_and(|text| {
        text.range().contains_range(decisions.query.range) || decisions.query.uses.len() == 1
    });
    if numbered || (named && (!one_text || adds_parentheses)) {
        return Err(Declined::new(
            "list-of-values",
            format!("`{}` holds any number of values", one_line(&hole.code)),
            "use a bindparam with expanding=True in text(), or number a placeholder for each value",
        ));
    }
    let needs = if named {
        vec![Need::Import(overhaul_python::imports::Import::Member {
            module: "sqlalchemy".to_owned(),
            name: "bindparam".to_owned(),
        })]
    } else {
        Vec::new()
    };
    if list.is_countable == Some(false) {
        return Err(unclear(hole, "it can be gone through once only, and would have to be counted first"));
    }
    let iterated = list.iterated.clone();
    let name = values::name_of_code(&list.iterated);
    Ok(Decision {
        holes: vec![number],
        action: Action::List {
            list: lists::List { adds_parentheses, ..list },
            literal: literal.cloned(),
            name,
        },
        level: Level::Review,
        assumption: Some(format!(
            "`{}` is a collection that can be counted, of values and not of pieces of SQL",
            one_line(&iterated)
        )),
        needs,
    })
}

/// Whether the expression is a string that is composed somewhere, or one that is written in the code: a piece of SQL
/// rather than a value, where no quotes stand around it.
fn is_composed(file: &FileView<'_>, expr: &Expr) -> bool {
    is_joined(file, expr) || origins::any(file, expr, &mut is_string)
}

/// Whether the expression joins the elements of a collection.
fn is_joined(file: &FileView<'_>, expr: &Expr) -> bool {
    origins::any(file, expr, &mut |part| {
        part.as_call_expr().is_some_and(|call| {
            call.func.as_attribute_expr().is_some_and(|attribute| {
                attribute.attr.as_str() == "join" && attribute.value.is_string_literal_expr()
            })
        })
    })
}
