//! What becomes of each hole, by what stands there.

use overhaul_engine::{Declined, FileView, Level, Need};
use overhaul_python::ast::Expr;
use overhaul_python::{BindingKind, Ranged, Resolution};

use super::calls::Target;
use super::data::Placeholder;
use super::guard;
use super::lists;
use super::origins;
use super::query::Query;
use super::settings::Settings;
use super::sql::{self, FragmentKind, Literal, NameKind, Place, Quote, ValueContext, Verb};
use super::survey::Conclusion;
use super::template::{Hole, OperationKind, Piece, Site, Template, is_string};
use super::text::QueryText;
use super::values;

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

fn unclear(hole: &Hole<'_>, why: &str) -> Declined {
    Declined::new(
        "unclear-hole",
        format!("what `{}` stands for cannot be told: {why}", one_line(&hole.code)),
        "write the query so that each value stands by itself, and run again",
    )
}

fn formatted(hole: &Hole<'_>) -> Declined {
    Declined::new(
        "formatted-hole",
        format!("`{}` is formatted on its way into the query", one_line(&hole.code)),
        "format the value before it is put into the query, and run again",
    )
}

fn assembled(decisions: &Decisions<'_, '_>, hole: &Hole<'_>) -> Declined {
    let origin = match origin(decisions.file, hole.expr) {
        Some(line) => format!(", put together in line {line}"),
        None => String::new(),
    };
    Declined::new(
        "assembled-clause",
        format!("`{}` is a larger piece of SQL from elsewhere{origin}", one_line(&hole.code)),
        "put placeholders into the piece where it is made, and collect its values beside it",
    )
}

/// The line that gives a name its value.
fn origin(file: &FileView<'_>, expr: &Expr) -> Option<usize> {
    let Resolution::Bound(_, bindings) = file.module.names().resolve_name(expr.as_name_expr()?) else {
        return None;
    };
    let binding = file.module.names().binding(*bindings.last()?);
    (binding.kind != BindingKind::Parameter)
        .then(|| file.module.source().position(binding.range.start()).line)
}

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
fn refuse_name(
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

fn name(
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
    if is_quoted_already(decisions.file, hole.expr) {
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
    let is_bound_early = matches!(decisions.target.driver.placeholder, Placeholder::Dollar);
    let has_type = matches!(
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
    if is_bound_early && !has_type {
        return Err(unclear(hole, "the server could not tell the type of a parameter there"));
    }
    let code = match values::unquoted(decisions.file, hole, decisions.target.driver.dialect) {
        Ok(code) => code,
        Err(values::Refused::Formatted) => return Err(formatted(hole)),
        Err(values::Refused::Unclear(why)) => return Err(unclear(hole, why)),
    };
    let is_sure = values::is_scalar(decisions.file, hole.expr);
    let assumption = (!is_sure).then(|| {
        format!("`{}` holds one value of a type that the driver takes, and no piece of SQL", one_line(&hole.code))
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

/// A value that is all of a quoted literal.
fn quoted(
    decisions: &Decisions<'_, '_>,
    number: usize,
    hole: &Hole<'_>,
    literal: &Literal,
) -> Result<Decision, Declined> {
    refuse_typed(literal)?;
    if values::is_escaped(decisions.file, hole.expr) {
        return Err(unclear(hole, "it is escaped for the quotes already, and would be stored so"));
    }
    if literal.context == (ValueContext::InList { alone: true })
        && let Some(list) = lists::of_join(decisions.file, hole, true)
    {
        return list_decision(decisions, number, hole, list, Some(literal), false);
    }
    if matches!(literal.context, ValueContext::InList { .. }) && is_joined(decisions.file, hole.expr) {
        return Err(assembled(decisions, hole));
    }
    let code = values::text(decisions.file, hole).ok_or_else(|| formatted(hole))?;
    let spread = refuse_tuple(decisions, hole)?;
    let assumption = text_assumption(decisions, hole, literal)?.or(spread).or_else(|| unknown_call(decisions, hole));
    Ok(Decision {
        holes: vec![number],
        action: Action::Literal { literal: literal.clone(), code, name: values::name(hole.expr) },
        level: if assumption.is_some() { Level::Review } else { Level::Safe },
        assumption,
        needs: Vec::new(),
    })
}

/// A literal with text around its holes: all of it becomes one value.
fn quoted_with(decisions: &Decisions<'_, '_>, literal: &Literal) -> Result<Decision, Declined> {
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
    let is_formatted = super::parameters::is_formatted(decisions.target, decisions.query);
    let backslashes = decisions.target.driver.dialect == sql::Dialect::MySql;
    if backslashes && inner.iter().any(|piece| piece.as_ref().is_ok_and(|char| char.c == '\\')) {
        return Err(layout());
    }
    let code = values::text_around(decisions.file, decisions.text, inner, is_formatted, literal.double)
        .ok_or_else(layout)?;
    let first = holes.first().map(|hole| decisions.text.holes[*hole]).ok_or_else(layout)?;
    for hole in holes.iter().map(|hole| decisions.text.holes[*hole]) {
        if values::is_escaped(decisions.file, hole.expr) {
            return Err(unclear(hole, "it is escaped for the quotes already, and would be stored so"));
        }
    }
    let is_early = decisions.target.prepares;
    let mut assumption = None;
    if is_early || literal.double {
        // A text that is composed around a value is text whatever the value is.
        let is_pattern = matches!(literal.context, ValueContext::Like { .. });
        assumption = if is_pattern && !literal.double { None } else { Some(assumed_text(first, literal)) };
    }
    Ok(Decision {
        action: Action::Literal { literal: literal.clone(), code, name: values::name(first.expr) },
        holes,
        level: if assumption.is_some() { Level::Review } else { Level::Safe },
        assumption,
        needs: Vec::new(),
    })
}

/// `"..." % x` takes a tuple apart: refused where `x` is one, assumed not to be where that cannot be told.
fn refuse_tuple(decisions: &Decisions<'_, '_>, hole: &Hole<'_>) -> Result<Option<String>, Declined> {
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
    let name = super::calls::called_name(call)?;
    let is_known = super::query::is_steady(name) || ["strftime", "date", "now", "today", "hex", "title"].contains(&name);
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

/// Whether the texts that a name is composed of hold quotes, so that it is quoted already.
fn is_quoted_already(file: &FileView<'_>, expr: &Expr) -> bool {
    origins::any(file, expr, &mut |part| {
        let has_quotes = is_string(part) && {
            let mut template = Template::default();
            let read = template.add(file.module, part);
            let quotes = |piece: &Piece<'_>| match piece {
                Piece::Text(chars) => chars.iter().any(|char| "\"'`[".contains(char.c)),
                Piece::Hole(_) => false,
            };
            read.is_err() || template.pieces.iter().any(quotes)
        };
        has_quotes || origins::makes_sql(file, part)
    })
}
