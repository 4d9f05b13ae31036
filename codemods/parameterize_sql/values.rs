//! Values as they are passed: what the formatting did to them is done to them, and nothing else.

use overhaul_engine::FileView;
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::types::Value;
use overhaul_python::{Ranged, Resolution, TextSize, strings};

use super::origins;
use super::provenance;
use super::sql::Dialect;
use super::template::{Char, Hole, Site};
use super::text::QueryText;

/// Why a value without quotes cannot be passed.
pub enum Refused {
    Formatted,
    Unclear(&'static str),
}

/// The classes whose instances are one value and read in SQL as they are formatted.
const SCALARS: &[&str] = &["builtins.int", "builtins.float", "builtins.bool"];

/// The code of a value that stands without quotes.
pub fn unquoted(file: &FileView<'_>, hole: &Hole<'_>, dialect: Dialect) -> Result<String, Refused> {
    if mixes_literals(hole.expr) {
        return Err(Refused::Unclear("it may be one of several texts of SQL"));
    }
    if is_escaped(file, hole.expr) {
        return Err(Refused::Unclear("a function makes SQL of it"));
    }
    if hole.expr.is_call_expr() && !is_builtin_call(file, hole.expr) && is_text(file, hole.expr) {
        return Err(Refused::Unclear("a function gives a text that stands in the query without quotes"));
    }
    if is_one_of(file, hole.expr, &["decimal.Decimal"]) && dialect == Dialect::Sqlite {
        return Err(Refused::Unclear("SQLite takes no Decimal as a parameter"));
    }
    match (hole.conversion, hole.spec.as_deref()) {
        // What repr() writes quotes around is text, what it writes none around is a number.
        (Some('r' | 'a'), None) if is_text(file, hole.expr) || is_scalar(file, hole.expr) => {
            Ok(hole.code.clone())
        }
        (None | Some('s'), None) => Ok(without_str(file, hole)),
        (None, Some("d" | "i")) if is_whole_number(file, hole.expr) => Ok(hole.code.clone()),
        (None, Some("d" | "i")) => Ok(format!("int({})", hole.code)),
        _ => Err(Refused::Formatted),
    }
}

fn is_builtin_call(file: &FileView<'_>, expr: &Expr) -> bool {
    expr.as_call_expr().is_some_and(|call| file.module.names().is_builtin(&call.func, "str"))
}

/// `str(x)` around a value was for the sake of the text.
fn without_str(file: &FileView<'_>, hole: &Hole<'_>) -> String {
    if let Expr::Call(call) = hole.expr
        && let Some(value) = inside_str(file, call)
        && file.module.slice(hole.expr.range()) == hole.code
    {
        return file.module.slice(value.range()).to_owned();
    }
    hole.code.clone()
}

fn inside_str<'e>(file: &FileView<'_>, call: &'e ExprCall) -> Option<&'e Expr> {
    match &*call.arguments.args {
        [value]
            if call.arguments.keywords.is_empty()
                && !value.is_starred_expr()
                && file.module.names().is_builtin(&call.func, "str") =>
        {
            Some(value)
        }
        _ => None,
    }
}

/// The code of a value that all of a quoted literal held: its text.
pub fn text(file: &FileView<'_>, hole: &Hole<'_>) -> Option<String> {
    match (hole.conversion, hole.spec.as_deref()) {
        (None | Some('s'), None) if is_text(file, hole.expr) => Some(hole.code.clone()),
        // What is added to a string is one.
        (None, None) if matches!(hole.site, Site::Operand { .. }) => Some(hole.code.clone()),
        (None | Some('s'), None) => Some(format!("str({})", hole.code)),
        (conversion, spec) => {
            let field = field(hole, conversion, spec)?;
            as_f_string(file, &[Err(field)])
        }
    }
}

/// The text of a literal with holes in it, as code. Doubled quotes are one, and so are doubled `%` where the driver
/// formats the query.
pub fn text_around(
    file: &FileView<'_>,
    text: &QueryText<'_, '_>,
    inner: &[Result<Char, usize>],
    is_formatted: bool,
    double: bool,
) -> Option<String> {
    let quote = if double { '"' } else { '\'' };
    let mut pieces: Vec<Result<String, String>> = Vec::new();
    let mut skip = false;
    for (index, piece) in inner.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        match piece {
            Ok(char) => {
                let next = inner.get(index + 1).and_then(|next| next.as_ref().ok());
                skip = next.is_some_and(|next| {
                    next.c == char.c && (char.c == quote || (is_formatted && char.c == '%'))
                });
                if char.c == quote && !skip {
                    return None;
                }
                match pieces.last_mut() {
                    Some(Ok(words)) => words.push(char.c),
                    _ => pieces.push(Ok(char.c.to_string())),
                }
            }
            Err(hole) => {
                let hole = text.holes.get(*hole)?;
                pieces.push(Err(field(hole, hole.conversion, hole.spec.as_deref())?));
            }
        }
    }
    as_f_string(file, &pieces)
}

/// A replacement field with this value, without its braces.
fn field(hole: &Hole<'_>, conversion: Option<char>, spec: Option<&str>) -> Option<String> {
    let is_directive = matches!(hole.site, Site::Argument { .. }) && spec.is_some();
    let needs_parentheses = matches!(hole.expr, Expr::Lambda(_) | Expr::If(_) | Expr::Named(_))
        || hole.code.starts_with('{')
        || hole.code.contains(['!', ':']) && !hole.expr.is_name_expr();
    let code = if needs_parentheses { format!("({})", hole.code) } else { hole.code.clone() };
    let conversion =
        conversion.filter(|conversion| *conversion != 's').map_or(String::new(), |c| format!("!{c}"));
    match spec {
        None => Some(format!("{code}{conversion}")),
        Some("d" | "i") if is_directive => Some(format!("int({code})")),
        // Directives of `%` with flags and widths read otherwise than format specifications.
        Some(spec) if is_directive && spec.len() > 1 && spec.ends_with(['d', 's', 'f', 'x']) => {
            let digits = &spec[..spec.len() - 1];
            let is_same = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !spec.ends_with('s');
            is_same.then(|| format!("{code}{conversion}:{spec}"))
        }
        Some(_) if is_directive => None,
        Some(spec) => Some(format!("{code}{conversion}:{spec}")),
    }
}

/// An f-string of texts and fields; `None` where the fields leave no quote free for it.
fn as_f_string(file: &FileView<'_>, pieces: &[Result<String, String>]) -> Option<String> {
    if let [Ok(words)] = pieces {
        return Some(strings::literal(words, file.module.style().quote, false));
    }
    let codes: String = pieces.iter().filter_map(|piece| piece.as_ref().err()).map(String::as_str).collect();
    if codes.contains(['\\', '\n', '\r', '#']) {
        return None;
    }
    let preferred = file.module.style().quote;
    let other = if preferred == '"' { '\'' } else { '"' };
    let quote = [preferred, other].into_iter().find(|quote| !codes.contains(*quote))?;
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Ok(words) => {
                let written = strings::literal(words, quote, false);
                let inner = &written[1..written.len() - 1];
                // A literal in the other quote has no escapes for this one.
                let inner = if written.starts_with(quote) {
                    inner.to_owned()
                } else {
                    inner.replace(quote, &format!("\\{quote}"))
                };
                body.push_str(&inner.replace('{', "{{").replace('}', "}}"));
            }
            Err(code) => {
                body.push('{');
                if code.starts_with('{') {
                    body.push(' ');
                }
                body.push_str(code);
                body.push('}');
            }
        }
    }
    Some(format!("f{quote}{body}{quote}"))
}

/// Whether quotes in the value are doubled before it is put between quotes.
pub fn is_escaped(file: &FileView<'_>, expr: &Expr) -> bool {
    origins::any(file, expr, &mut |expr| origins::makes_sql(file, expr))
}

/// Whether the value is certainly a string.
pub fn is_text(file: &FileView<'_>, expr: &Expr) -> bool {
    match expr {
        Expr::FString(_) | Expr::StringLiteral(_) => true,
        Expr::Call(call) if file.module.names().is_builtin(&call.func, "str") => true,
        _ => is_one_of(file, expr, &["builtins.str"]),
    }
}

/// Whether the value is certainly one value and no piece of SQL.
pub fn is_scalar(file: &FileView<'_>, expr: &Expr) -> bool {
    match expr {
        Expr::NumberLiteral(_) | Expr::BooleanLiteral(_) => true,
        Expr::Call(call) if inside_str(file, call).is_some_and(|value| is_scalar(file, value)) => true,
        Expr::Call(call)
            if ["int", "float", "len", "bool"]
                .iter()
                .any(|name| file.module.names().is_builtin(&call.func, name)) =>
        {
            true
        }
        _ => is_one_of(file, expr, SCALARS),
    }
}

fn is_whole_number(file: &FileView<'_>, expr: &Expr) -> bool {
    is_one_of(file, expr, &["builtins.int", "builtins.bool"])
}

fn is_one_of(file: &FileView<'_>, expr: &Expr, classes: &[&str]) -> bool {
    if provenance::is_bare_parameter(file, expr) {
        return false;
    }
    let answer = file.types.value(expr.range());
    let is_one = |value: &Value| match value {
        Value::Text(_) => classes.contains(&"builtins.str"),
        Value::Instance(known) => known.first().is_some_and(|class| classes.contains(&class.as_str())),
        _ => false,
    };
    answer.complete && !answer.values.is_empty() && answer.values.iter().all(is_one)
}

/// Whether a text that is written in the code may be the value: `x or 'NULL'`.
fn mixes_literals(expr: &Expr) -> bool {
    match expr {
        Expr::StringLiteral(_) => true,
        Expr::If(choice) => mixes_literals(&choice.body) || mixes_literals(&choice.orelse),
        Expr::BoolOp(choice) => choice.values.iter().any(mixes_literals),
        _ => false,
    }
}

/// A name for the value where values have names.
pub fn name(expr: &Expr) -> String {
    let name = match expr {
        Expr::Name(name) => name.id.to_string(),
        Expr::Attribute(attribute) => attribute.attr.to_string(),
        Expr::Subscript(subscript) => match &*subscript.slice {
            Expr::StringLiteral(key) => key.value.to_str().to_owned(),
            _ => String::new(),
        },
        Expr::Call(call) => call.arguments.args.first().map(name).unwrap_or_default(),
        _ => String::new(),
    };
    clean(&name)
}

pub fn name_of_code(code: &str) -> String {
    clean(code.rsplit(['.', '[']).next().unwrap_or(code))
}

fn clean(name: &str) -> String {
    let is_name = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_name { name.to_owned() } else { "value".to_owned() }
}

/// Whether the name means the builtin at this place.
pub fn is_unshadowed(file: &FileView<'_>, name: &str, at: TextSize) -> bool {
    let names = file.module.names();
    matches!(names.resolve(name, names.scope_at(at)), Resolution::Builtin)
}

/// Whether the value is a tuple, which `%` takes apart; `None` where that cannot be told.
pub fn is_tuple(file: &FileView<'_>, expr: &Expr) -> Option<bool> {
    if provenance::is_bare_parameter(file, expr) {
        return None;
    }
    let answer = file.types.value(expr.range());
    let tuples = answer.values.iter().any(|value| {
        matches!(value, Value::Instance(classes) if classes.iter().any(|class| class == "builtins.tuple"))
    });
    if tuples { Some(true) } else { answer.complete.then_some(false) }
}

/// Whether a collection can be counted and gone through twice; `None` where that cannot be told.
pub fn is_countable(file: &FileView<'_>, expr: &Expr) -> Option<bool> {
    if provenance::is_bare_parameter(file, expr) {
        return None;
    }
    let answer = file.types.value(expr.range());
    let counted = answer.values.iter().all(|value| match value {
        Value::Instance(classes) => classes.iter().any(|class| COUNTED.contains(&class.as_str())),
        _ => false,
    });
    if !answer.values.is_empty() && !counted { Some(false) } else { answer.complete.then_some(counted) }
}

/// Whether the value is certainly a list.
pub fn is_list(file: &FileView<'_>, expr: &Expr) -> bool {
    let answer = file.types.value(expr.range());
    let is_it = |value: &Value| matches!(value, Value::Instance(classes) if classes.first().is_some_and(|class| class == "builtins.list"));
    answer.complete && !answer.values.is_empty() && answer.values.iter().all(is_it)
}

const COUNTED: &[&str] = &[
    "builtins.list",
    "builtins.tuple",
    "builtins.set",
    "builtins.frozenset",
    "builtins.dict",
    "collections.deque",
    "typing.Sequence",
    "typing.Collection",
    "typing.Set",
    "typing.AbstractSet",
    "typing.Mapping",
    "typing.KeysView",
    "typing.ValuesView",
    "_collections_abc.dict_keys",
    "_collections_abc.dict_values",
];
