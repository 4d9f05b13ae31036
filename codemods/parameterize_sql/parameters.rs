//! The values of a query: those that its calls pass already, and those that are added, in the order of the
//! placeholders.

use overhaul_engine::{Declined, FileView};
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::types::Value;
use overhaul_python::{Edit, Ranged, TextSize, TokenKind};

use super::calls::{self, Target};
use super::data::{Placeholder, Shape};
use super::holes::{Action, Decision};
use super::query::{Query, calls_something};
use super::sql::{self, PlaceholderStyle};
use super::text::QueryText;
use super::values;

/// The values that are added, and how each is written.
#[derive(Debug, Default)]
pub struct Values {
    /// For each decision that adds values, the placeholder.
    pub placeholders: Vec<Option<String>>,
    /// The edits of the calls that pass them.
    pub edits: Vec<Edit>,
    /// Whether the calls pass values for the first time.
    pub is_first: bool,
}

/// Whether the driver reads `%` in the query's text specially already.
pub fn is_formatted(target: &Target, query: &Query<'_>) -> bool {
    target.driver.percent
        && (target.always_formats || query.uses.iter().any(|call| existing(call, target).is_some()))
}

/// What a call passes as values. `None` and an empty tuple are nothing.
fn existing<'a>(call: &'a ExprCall, target: &Target) -> Option<&'a Expr> {
    let found = calls::argument(call, target.values.as_ref()?)?;
    match found {
        Expr::NoneLiteral(_) => None,
        _ => Some(found),
    }
}

/// One value that is added.
struct Added {
    code: String,
    name: String,
    /// `*code`
    is_run: bool,
    /// How many placeholders of the query stand before it.
    behind: usize,
}

fn unknown_parameters(why: &str) -> Declined {
    Declined::new(
        "parameters-unknown",
        format!("the values that the call passes already cannot be put in order with new ones: {why}"),
        "pass the values as a tuple or a dictionary in the call, and run again",
    )
}

/// Plans the values of all uses of a query.
pub fn plan(
    file: &FileView<'_>,
    query: &Query<'_>,
    target: &Target,
    text: &QueryText<'_, '_>,
    statement: &sql::Query,
    decided: &[Decision],
) -> Result<Values, Declined> {
    let mut added: Vec<Added> = Vec::new();
    let mut values = Values::default();
    let own = own_placeholders(target, statement);
    let is_named = uses_names(target, &own, query)?;
    let numbered =
        own.iter().filter_map(|placeholder| placeholder.name.parse::<usize>().ok()).max().unwrap_or(0);
    let mut taken: Vec<(String, String)> =
        own.iter().map(|placeholder| (placeholder.name.clone(), String::new())).collect();
    let is_starred = query.uses.iter().any(|call| call.arguments.args.iter().any(Expr::is_starred_expr));
    let counts = target.driver.placeholder == Placeholder::Dollar && !is_starred;
    let mut count = numbered.max(if counts { passed(query, target) } else { 0 });
    for decision in decided {
        let Some((code, name, is_run)) = value_of(&decision.action, target) else {
            values.placeholders.push(None);
            continue;
        };
        let behind = behind(&own, decision);
        let (placeholder, name) = if is_named {
            let name = free_name(&name, &code, &mut taken);
            let form = target.driver.named.as_deref().unwrap_or(":name");
            (form.replace("name", &name), name)
        } else {
            let placeholder = match target.driver.placeholder {
                Placeholder::Question => "?".to_owned(),
                Placeholder::Format => "%s".to_owned(),
                Placeholder::Dollar => {
                    count += 1;
                    format!("${count}")
                }
                Placeholder::Colon => format!(":{}", own.len() + added.len() + 1),
                Placeholder::Named => return Err(unknown_parameters("values have names here")),
            };
            (placeholder, name)
        };
        values.placeholders.push(Some(placeholder));
        if !(is_named && added.iter().any(|known| known.name == name)) {
            added.push(Added { code, name, is_run, behind });
        }
    }
    if added.is_empty() {
        return Ok(values);
    }
    refuse_styles(target, &own, &added, text)?;
    let passes = query.uses.iter().filter(|call| existing(call, target).is_some()).count();
    if passes > 0 {
        refuse_other_forms(target, statement, own.len())?;
    }
    values.is_first = passes == 0;
    if passes > 0 && passes < query.uses.len() {
        return Err(unknown_parameters("some calls pass values and others do not"));
    }
    let is_plain = target.shape == Shape::Arguments;
    if passes == 0 && (!own.is_empty() || text.has_runs) && !is_named && !is_plain {
        return Err(unknown_parameters(
            "the query has placeholders and the call passes no values that can be seen",
        ));
    }
    for word in ["str", "len", "int", "list", "map"] {
        let is_used = added
            .iter()
            .any(|value| value.code.contains(&format!("{word}(")) || (value.is_run && word == "len"));
        if is_used && !values::is_unshadowed(file, word, query.range.start()) {
            return Err(Declined::new(
                "name-shadowed",
                format!("`{word}` has a meaning of its own in this file, and the fix needs the builtin"),
                "rename it, and run again",
            ));
        }
    }
    let has_calls = query.template.holes().any(|hole| calls_something(hole.expr));
    for call in &query.uses {
        if has_calls && existing(call, target).is_some_and(calls_something) {
            return Err(unknown_parameters("both call functions, and would do so in another order"));
        }
        values.edits.push(pass(file, call, target, &added, is_named, own.len(), text.has_runs)?);
    }
    Ok(values)
}

fn value_of(action: &Action, target: &Target) -> Option<(String, String, bool)> {
    match action {
        Action::Value { code, name } | Action::Literal { code, name, .. } => {
            Some((code.clone(), name.clone(), false))
        }
        Action::List { list, name, .. } => match target.driver.placeholder {
            // One parameter takes the whole list.
            Placeholder::Dollar | Placeholder::Named => {
                let elements = &list.elements;
                let code = match elements.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
                    Some(inner) => format!("[{inner}]"),
                    None if list.indexed => elements.clone(),
                    None => format!("list({elements})"),
                };
                Some((code, name.clone(), false))
            }
            _ => Some((list.elements.clone(), name.clone(), true)),
        },
        Action::Guard(_) => None,
    }
}

/// The placeholders of the query that the driver reads as such.
fn own_placeholders<'s>(target: &Target, statement: &'s sql::Query) -> Vec<&'s sql::Placeholder> {
    let reads = |style: PlaceholderStyle| {
        let positional = match target.driver.placeholder {
            Placeholder::Question => {
                matches!(style, PlaceholderStyle::Question | PlaceholderStyle::QuestionNumber)
            }
            Placeholder::Format => style == PlaceholderStyle::Format,
            Placeholder::Dollar => style == PlaceholderStyle::DollarNumber,
            Placeholder::Colon => style == PlaceholderStyle::ColonNumber,
            Placeholder::Named => false,
        };
        let named = match target.driver.named.as_deref() {
            Some("%(name)s") => style == PlaceholderStyle::Pyformat,
            Some(":name") => style == PlaceholderStyle::Colon,
            Some("$name") => style == PlaceholderStyle::Dollar,
            _ => false,
        };
        positional || named
    };
    statement.placeholders.iter().filter(|placeholder| reads(placeholder.style)).collect()
}

/// Whether values are given by name: because the driver takes nothing else, or because the query does so already.
fn uses_names(target: &Target, own: &[&sql::Placeholder], query: &Query<'_>) -> Result<bool, Declined> {
    if target.driver.placeholder == Placeholder::Named || target.shape == Shape::Mapping {
        return Ok(true);
    }
    let named = own.iter().filter(|placeholder| {
        matches!(
            placeholder.style,
            PlaceholderStyle::Pyformat | PlaceholderStyle::Colon | PlaceholderStyle::Dollar
        )
    });
    let count = named.count();
    if count > 0 && count < own.len() {
        return Err(unknown_parameters("the query has placeholders with and without names"));
    }
    let passes_mapping = query.uses.iter().any(|call| existing(call, target).is_some_and(Expr::is_dict_expr));
    Ok((count > 0 || passes_mapping) && target.driver.named.is_some())
}

/// Placeholders in forms of which this table knows no order: `$1` for `DuckDB`, `%b` for psycopg.
fn refuse_other_forms(target: &Target, statement: &sql::Query, own: usize) -> Result<(), Declined> {
    let others = statement.placeholders.len() > own && target.driver.dialect != sql::Dialect::PostgreSql;
    let directives =
        target.driver.percent && statement.literal_percents.iter().any(|percent| !percent.doubled);
    if others || directives {
        return Err(unknown_parameters("the query has placeholders of another form as well"));
    }
    Ok(())
}

/// How many plain arguments the calls pass as values.
fn passed(query: &Query<'_>, target: &Target) -> usize {
    let at = target.values.as_ref().and_then(|values| values.at).unwrap_or(1);
    query.uses.iter().map(|call| call.arguments.args.len().saturating_sub(at)).max().unwrap_or(0)
}

fn refuse_styles(
    target: &Target,
    own: &[&sql::Placeholder],
    added: &[Added],
    text: &QueryText<'_, '_>,
) -> Result<(), Declined> {
    let is_numbered = own.iter().any(|placeholder| {
        matches!(placeholder.style, PlaceholderStyle::QuestionNumber | PlaceholderStyle::ColonNumber)
    });
    if is_numbered && added.iter().any(|value| value.behind < own.len()) {
        return Err(unknown_parameters("the query numbers its placeholders"));
    }
    if target.driver.placeholder == Placeholder::Dollar && text.has_runs {
        return Err(unknown_parameters("the query has a run of placeholders that cannot be counted"));
    }
    Ok(())
}

/// How many of the query's placeholders stand before a decision's hole.
fn behind(own: &[&sql::Placeholder], decision: &Decision) -> usize {
    let Some(first) = decision.holes.first() else { return 0 };
    own.iter().filter(|placeholder| placeholder.holes_before <= *first).count()
}

/// A name that no other value has; the same code has the same name.
fn free_name(wanted: &str, code: &str, taken: &mut Vec<(String, String)>) -> String {
    if let Some((name, _)) = taken.iter().find(|(_, known)| known == code) {
        return name.clone();
    }
    let mut name = wanted.to_owned();
    let mut number = 2;
    while taken.iter().any(|(known, _)| *known == name) {
        name = format!("{wanted}_{number}");
        number += 1;
    }
    taken.push((name.clone(), code.to_owned()));
    name
}

/// The edit that makes a call pass the values.
fn pass(
    file: &FileView<'_>,
    call: &ExprCall,
    target: &Target,
    added: &[Added],
    is_named: bool,
    own: usize,
    has_runs: bool,
) -> Result<Edit, Declined> {
    let Some(parameter) = &target.values else {
        return Err(unknown_parameters("the call takes no values"));
    };
    if target.shape == Shape::Arguments {
        return pass_arguments(file, call, target, added, own, has_runs);
    }
    if let Some(argument) = existing(call, target) {
        let code = if is_named {
            merged_mapping(file, argument, added)?
        } else {
            merged_sequence(file, argument, added, own, has_runs)?
        };
        return Ok(match code {
            Merged::Whole(code) => Edit::replace(argument.range(), code),
            Merged::Insert(at, code) => Edit::insert(at, code),
        });
    }
    let code = if is_named { mapping(added) } else { sequence(added) };
    if let Some(none) = calls::argument(call, parameter) {
        return Ok(Edit::replace(none.range(), code));
    }
    let starred = call.arguments.args.iter().any(Expr::is_starred_expr)
        || call.arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
    if starred {
        return Err(unknown_parameters("the call unpacks its arguments"));
    }
    let by_position = parameter.at == Some(call.arguments.args.len());
    let code = if by_position { code } else { format!("{}={code}", parameter.name) };
    let last = if by_position {
        call.arguments.args.last().map(Ranged::end)
    } else {
        let keywords = call.arguments.keywords.last().map(Ranged::end);
        keywords.max(call.arguments.args.last().map(Ranged::end))
    };
    let last = last.ok_or_else(|| unknown_parameters("the query is not among the arguments"))?;
    Ok(insert_argument(file, call, last, &code))
}

/// Adds an argument behind the one that ends at `last`, on a line of its own where the others have theirs.
fn insert_argument(file: &FileView<'_>, call: &ExprCall, last: TextSize, code: &str) -> Edit {
    let module = file.module;
    let mut at = last;
    let rest = overhaul_python::TextRange::new(last, call.end());
    for token in module.tokens_in(rest) {
        match token.kind() {
            TokenKind::Rpar if token.end() < call.end() => at = token.end(),
            TokenKind::NonLogicalNewline => {}
            _ => break,
        }
    }
    let opening = call.arguments.start();
    let first = call
        .arguments
        .args
        .first()
        .map(Ranged::start)
        .into_iter()
        .chain(call.arguments.keywords.first().map(Ranged::start));
    let first = first.min().unwrap_or(at);
    let source = module.source();
    let own_lines = source.position(first).line > source.position(opening).line;
    if own_lines {
        let line = source.line_start(first);
        let indent: String =
            module.text()[line.to_usize()..].chars().take_while(|c| *c == ' ' || *c == '\t').collect();
        return Edit::insert(at, format!(",{}{indent}{code}", module.style().line_ending));
    }
    Edit::insert(at, format!(", {code}"))
}

fn element(value: &Added) -> String {
    if value.is_run { format!("*{}", value.code) } else { value.code.clone() }
}

fn sequence(added: &[Added]) -> String {
    let elements: Vec<String> = added.iter().map(element).collect();
    let comma = if elements.len() == 1 { "," } else { "" };
    format!("({}{comma})", elements.join(", "))
}

fn mapping(added: &[Added]) -> String {
    let items: Vec<String> =
        added.iter().map(|value| format!("\"{}\": {}", value.name, value.code)).collect();
    format!("{{{}}}", items.join(", "))
}

enum Merged {
    Whole(String),
    Insert(TextSize, String),
}

fn merged_mapping(file: &FileView<'_>, argument: &Expr, added: &[Added]) -> Result<Merged, Declined> {
    let items: Vec<String> =
        added.iter().map(|value| format!("\"{}\": {}", value.name, value.code)).collect();
    match argument {
        Expr::Dict(dict) => match dict.items.last() {
            Some(last) => Ok(Merged::Insert(last.value.end(), format!(", {}", items.join(", ")))),
            None => Ok(Merged::Whole(format!("{{{}}}", items.join(", ")))),
        },
        Expr::Tuple(_) | Expr::List(_) => Err(unknown_parameters("they have no names and the new ones do")),
        other if !is_mapping(file, other) => Err(unknown_parameters(
            "what they are cannot be told, and a list of rows has no place for a new one",
        )),
        other => Ok(Merged::Whole(format!("{{**{}, {}}}", unpacked(file, other), items.join(", ")))),
    }
}

fn is_mapping(file: &FileView<'_>, expr: &Expr) -> bool {
    let answer = file.types.value(expr.range());
    answer.complete
        && !answer.values.is_empty()
        && answer.values.iter().all(|value| {
            matches!(value, Value::Instance(classes) if classes.iter().any(|class| class == "builtins.dict"))
        })
}

/// The code of an expression that `*` or `**` is written before.
fn unpacked(file: &FileView<'_>, expr: &Expr) -> String {
    let code = file.module.slice(expr.range());
    match expr {
        Expr::Name(_) | Expr::Attribute(_) | Expr::Call(_) | Expr::Subscript(_) => code.to_owned(),
        _ => format!("({code})"),
    }
}

fn merged_sequence(
    file: &FileView<'_>,
    argument: &Expr,
    added: &[Added],
    own: usize,
    has_runs: bool,
) -> Result<Merged, Declined> {
    let all_behind = added.iter().all(|value| value.behind == own);
    let all_before = added.iter().all(|value| value.behind == 0) && !has_runs;
    let elements = match argument {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        Expr::List(list) => Some(&list.elts),
        Expr::Dict(_) => return Err(unknown_parameters("they have names and the query does not")),
        _ => None,
    };
    let new: Vec<String> = added.iter().map(element).collect();
    let Some(elements) = elements else {
        if own == 0 && !has_runs {
            return Err(unknown_parameters("the query has no placeholders, so there may be none"));
        }
        let known = unpacked(file, argument);
        return if all_behind {
            Ok(Merged::Whole(format!("(*{known}, {})", new.join(", "))))
        } else if all_before {
            Ok(Merged::Whole(format!("({}, *{known})", new.join(", "))))
        } else {
            Err(unknown_parameters("new ones stand between them"))
        };
    };
    let Some(last) = elements.last() else {
        return Ok(Merged::Whole(sequence(added)));
    };
    let whole = |merged: &[String]| {
        let code = merged.join(", ");
        Merged::Whole(if argument.is_list_expr() { format!("[{code}]") } else { format!("({code})") })
    };
    let known = || elements.iter().map(|known| file.module.slice(known.range()).to_owned());
    // The comma of a tuple with one element is not needed any more.
    let had_one = elements.len() == 1 && !file.module.slice(argument.range()).contains(['\n', '#']);
    if had_one && all_behind {
        return Ok(whole(&known().chain(new).collect::<Vec<_>>()));
    }
    if had_one && all_before {
        return Ok(whole(&new.into_iter().chain(known()).collect::<Vec<_>>()));
    }
    if all_behind {
        return Ok(Merged::Insert(last.end(), format!(", {}", new.join(", "))));
    }
    let is_plain = elements.len() == own && !elements.iter().any(Expr::is_starred_expr) && !has_runs;
    let one_line = !file.module.slice(argument.range()).contains(['\n', '#']);
    if all_before {
        let first = elements.first().map_or(last.start(), Ranged::start);
        return Ok(Merged::Insert(first, format!("{}, ", new.join(", "))));
    }
    if !is_plain || !one_line {
        return Err(unknown_parameters("new ones stand between them"));
    }
    let mut merged: Vec<String> = Vec::new();
    for (index, known) in elements.iter().enumerate() {
        merged.extend(added.iter().filter(|value| value.behind == index).map(element));
        merged.push(file.module.slice(known.range()).to_owned());
    }
    merged.extend(added.iter().filter(|value| value.behind >= elements.len()).map(element));
    Ok(whole(&merged))
}

/// Values that are arguments of their own.
fn pass_arguments(
    file: &FileView<'_>,
    call: &ExprCall,
    target: &Target,
    added: &[Added],
    own: usize,
    has_runs: bool,
) -> Result<Edit, Declined> {
    let arguments = &call.arguments.args;
    let numbered = target.driver.placeholder == Placeholder::Dollar;
    let in_order = numbered || (added.iter().all(|value| value.behind == own) && !has_runs);
    let starred = arguments.iter().any(Expr::is_starred_expr);
    // asyncpg refuses another number of arguments than the query has placeholders, so those tell how many there are.
    if !in_order || (numbered && starred && own == 0) {
        return Err(unknown_parameters("new ones stand between them or behind an unknown number of them"));
    }
    let query_by_name = calls::argument(call, &target.query).is_some_and(|query| {
        call.arguments.keywords.iter().any(|keyword| keyword.value.range() == query.range())
    });
    let last = arguments.last().map(Ranged::end).filter(|_| !query_by_name);
    let last = last.ok_or_else(|| unknown_parameters("the query is passed by keyword"))?;
    let code: Vec<String> = added.iter().map(element).collect();
    Ok(insert_argument(file, call, last, &code.join(", ")))
}
