//! The values of a policy: what can be told before the program runs, and what has to stay where it stands.

use std::collections::HashSet;

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{DictItem, Expr, ExprName, Keyword, Number, Operator, Stmt, UnaryOp};
use overhaul_python::names::BindingId;
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Module, Names, Ranged, Resolution, TextRange};

/// As many names lead to a value.
const MAX_STEPS: usize = 4;

/// What a setting is given. Lists and tuples are one, as every framework reads them alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    None,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Value>),
    Dict(Vec<(Value, Value)>),
    /// An expression that means the same in every module: it reads the environment.
    Code(String),
    /// Known only where it stands, so the policy takes it as a parameter.
    Given,
}

impl Value {
    pub fn is_known(&self) -> bool {
        match self {
            Self::Given | Self::Code(_) => false,
            Self::List(items) => items.iter().all(Self::is_known),
            Self::Dict(items) => items.iter().all(|(key, value)| key.is_known() && value.is_known()),
            _ => true,
        }
    }

    /// The texts of a text or a list of them.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            _ => Vec::new(),
        }
    }

    pub fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// The value as Python writes it with this quote.
    pub fn source(&self, quote: char) -> String {
        let list =
            |items: &[Self]| items.iter().map(|item| item.source(quote)).collect::<Vec<_>>().join(", ");
        match self {
            Self::None => "None".to_owned(),
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Number(text) | Self::Code(text) => text.clone(),
            Self::Text(text) => string(text, quote),
            Self::List(items) => format!("[{}]", list(items)),
            Self::Dict(items) => {
                let pair =
                    |(key, value): &(Self, Self)| format!("{}: {}", key.source(quote), value.source(quote));
                format!("{{{}}}", items.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
            Self::Given => "...".to_owned(),
        }
    }
}

/// A default as the table of frameworks writes it.
pub fn of_default(text: &str) -> Value {
    let inner = |text: &str| text.trim_matches(['(', ')', ',']).to_owned();
    match text {
        "None" => Value::None,
        "True" => Value::Bool(true),
        "False" => Value::Bool(false),
        "()" => Value::List(Vec::new()),
        text if text.starts_with('(') => Value::List(vec![of_default(&inner(text))]),
        text if text.starts_with('\'') => Value::Text(text.trim_matches('\'').to_owned()),
        text => Value::Number(text.to_owned()),
    }
}

/// A string literal.
pub fn string(text: &str, quote: char) -> String {
    let is_plain = |c: char| c != quote && (c.is_ascii() || c.is_alphanumeric()) && !c.is_control();
    if text.contains('\\') && !text.ends_with('\\') && text.chars().all(is_plain) {
        return format!("r{quote}{text}{quote}");
    }
    let mut result = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            c if c == quote => {
                result.push('\\');
                result.push(c);
            }
            // What cannot be seen is written by its number.
            c if !c.is_ascii() && !c.is_alphanumeric() && u32::from(c) <= 0xffff => {
                result.extend(format!("\\u{:04x}", u32::from(c)).chars());
            }
            c if c.is_control() => result.extend(format!("\\x{:02x}", u32::from(c)).chars()),
            c => result.push(c),
        }
    }
    result.push(quote);
    result
}

/// What an expression of a module comes to.
pub fn read(module: &Module, expr: &Expr) -> Value {
    known(module, expr, MAX_STEPS).unwrap_or_else(|| {
        if reads_environment(module, expr) {
            Value::Code(module.slice(expr).to_owned())
        } else {
            Value::Given
        }
    })
}

/// What an expression may come to, for telling what is wrong with it: each branch of a condition, each value that a name
/// may hold, and of a list what is written out.
pub fn possible(module: &Module, expr: &Expr) -> Vec<Value> {
    let mut found = Vec::new();
    gather(module, expr, MAX_STEPS, &mut found);
    found.dedup();
    found
}

fn gather(module: &Module, expr: &Expr, steps: usize, found: &mut Vec<Value>) {
    match (read(module, expr), expr) {
        (Value::Given | Value::Code(_), Expr::If(branches)) => {
            gather(module, &branches.body, steps, found);
            gather(module, &branches.orelse, steps, found);
        }
        (Value::Given | Value::Code(_), Expr::BoolOp(operation)) => {
            for value in &operation.values {
                gather(module, value, steps, found);
            }
        }
        (Value::Given, Expr::Name(name)) if steps > 0 && !given(module, name).is_empty() => {
            for value in given(module, name) {
                gather(module, value, steps - 1, found);
            }
        }
        (Value::Given, Expr::List(_) | Expr::Tuple(_) | Expr::BinOp(_)) => {
            found.push(Value::List(written(module, expr)));
        }
        (value, _) => found.push(value),
    }
}

/// The items of a list, or of several that are added, that are known.
fn written(module: &Module, expr: &Expr) -> Vec<Value> {
    match expr {
        Expr::List(list) => list.elts.iter().map(|item| read(module, item)).filter(Value::is_known).collect(),
        Expr::Tuple(tuple) => {
            tuple.elts.iter().map(|item| read(module, item)).filter(Value::is_known).collect()
        }
        Expr::BinOp(operation) if operation.op == Operator::Add => {
            [written(module, &operation.left), written(module, &operation.right)].concat()
        }
        _ => Vec::new(),
    }
}

/// The values that a name may hold: from the last one on that it gets in any case.
fn given<'m>(module: &'m Module, name: &ExprName) -> Vec<&'m Expr> {
    let names = module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return Vec::new() };
    let last = bindings.iter().rposition(|id| !names.binding(*id).conditional).unwrap_or_default();
    let value = |id: &BindingId| match statement(module.body(), names.binding(*id).statement)? {
        Stmt::Assign(assign) if assign.targets.len() == 1 => Some(&*assign.value),
        Stmt::AnnAssign(assign) => assign.value.as_deref(),
        _ => None,
    };
    bindings[last..].iter().filter_map(value).collect()
}

fn known(module: &Module, expr: &Expr, steps: usize) -> Option<Value> {
    let all =
        |items: &[Expr]| items.iter().map(|item| known(module, item, steps)).collect::<Option<Vec<_>>>();
    Some(match expr {
        Expr::NoneLiteral(_) => Value::None,
        Expr::BooleanLiteral(literal) => Value::Bool(literal.value),
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(number) => Value::Number(number.to_string()),
            _ => return None,
        },
        Expr::UnaryOp(operation) if operation.op == UnaryOp::USub => {
            match known(module, &operation.operand, steps)? {
                Value::Number(text) => Value::Number(format!("-{text}")),
                _ => return None,
            }
        }
        // A lone surrogate has no place in a text.
        Expr::StringLiteral(literal) if literal.value.to_str().contains('\u{fffd}') => return None,
        Expr::StringLiteral(literal) => Value::Text(literal.value.to_str().to_owned()),
        Expr::List(list) => Value::List(all(&list.elts)?),
        Expr::Tuple(tuple) => Value::List(all(&tuple.elts)?),
        Expr::Dict(dict) => {
            let pair = |item: &DictItem| {
                Some((known(module, item.key.as_ref()?, steps)?, known(module, &item.value, steps)?))
            };
            Value::Dict(dict.items.iter().map(pair).collect::<Option<Vec<_>>>()?)
        }
        Expr::Call(call)
            if module.names().is_builtin(&call.func, "dict") && call.arguments.args.is_empty() =>
        {
            let pair = |keyword: &Keyword| {
                let name = keyword.arg.as_ref()?.to_string();
                Some((Value::Text(name), known(module, &keyword.value, steps)?))
            };
            Value::Dict(call.arguments.keywords.iter().map(pair).collect::<Option<Vec<_>>>()?)
        }
        Expr::Name(name) => known(module, constant(module, name)?, steps.checked_sub(1)?)?,
        _ => return None,
    })
}

/// The value of a name that is given one only, in a statement that always runs, and that nothing else gets hold of:
/// a list or a dictionary is used as (part of) a policy and nowhere else.
pub fn constant<'m>(module: &'m Module, name: &ExprName) -> Option<&'m Expr> {
    let names = module.names();
    let Resolution::Bound(scope, [only]) = names.resolve_name(name) else { return None };
    let binding = names.binding(*only);
    if binding.conditional || !matches!(binding.kind, BindingKind::Assignment(_)) {
        return None;
    }
    // A star import below may bring the name again.
    let is_hidden = scope == Names::MODULE
        && names.star_imports().iter().any(|star| star.range.start() > binding.range.start());
    let value = match statement(module.body(), binding.statement)? {
        Stmt::Assign(assign) if assign.targets.len() == 1 => &*assign.value,
        Stmt::AnnAssign(assign) => assign.value.as_deref()?,
        _ => return None,
    };
    let is_immutable =
        value.is_literal_expr() || value.as_tuple_expr().is_some_and(|tuple| is_flat(&tuple.elts));
    if is_hidden || changes_names(module) {
        return None;
    }
    if is_immutable {
        return Some(value);
    }
    let uses = names.references().iter().filter(|reference| {
        reference.name == name.id
            && matches!(names.resolve(&name.id, reference.scope), Resolution::Bound(found, _) if found == scope)
    });
    let mut policies = Keywords { ranges: HashSet::new() };
    policies.visit_body(module.body());
    let is_read = uses.map(|reference| reference.range).all(|range| policies.ranges.contains(&range));
    is_read.then_some(value)
}

fn is_flat(items: &[Expr]) -> bool {
    items.iter().all(Expr::is_literal_expr)
}

/// Whether a module binds names by strings.
fn changes_names(module: &Module) -> bool {
    let names = module.names();
    let is_it = |name: &str| matches!(name, "globals" | "vars" | "setattr" | "delattr" | "exec" | "eval");
    names.references().iter().any(|reference| {
        is_it(&reference.name) && names.resolve(&reference.name, reference.scope) == Resolution::Builtin
    })
}

/// The values of keywords of calls that give a policy, which read them and keep nothing of them.
struct Keywords {
    ranges: HashSet<TextRange>,
}

impl Visitor<'_> for Keywords {
    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Call(call) = expr {
            let last = match &*call.func {
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                Expr::Name(name) => name.id.as_str(),
                _ => "",
            };
            let first = call.arguments.args.first().and_then(Expr::as_name_expr);
            let gives =
                matches!(last, "add_middleware" | "Middleware" | "CORS" | "CORSMiddleware" | "init_app")
                    || first.is_some_and(|first| first.id.contains("CORS"));
            if gives {
                self.ranges.extend(call.arguments.keywords.iter().map(|keyword| keyword.value.range()));
            }
        }
        visitor::walk_expr(self, expr);
    }
}

/// Builtins whose results depend on their arguments alone.
const PLAIN: [&str; 13] =
    ["str", "int", "bool", "list", "tuple", "set", "sorted", "len", "filter", "map", "dict", "any", "all"];

/// Whether an expression on one line uses `os`, builtins and its own names only.
fn reads_environment(module: &Module, expr: &Expr) -> bool {
    let names = module.names();
    let text = module.slice(expr);
    let uses = names.references_in(expr.range());
    let is_os = |kind: &BindingKind| *kind == BindingKind::Import("os".to_owned());
    let mut uses_os = false;
    let all = uses.iter().all(|reference| match names.resolve(&reference.name, reference.scope) {
        Resolution::Builtin => PLAIN.contains(&reference.name.as_str()),
        Resolution::Unbound => false,
        Resolution::Bound(_, bindings) => bindings.iter().all(|id| {
            let binding = names.binding(*id);
            let is_import = reference.name == "os" && is_os(&binding.kind) && !binding.conditional;
            uses_os |= is_import;
            is_import || expr.range().contains_range(binding.range)
        }),
    });
    let runs_more = matches!(expr, Expr::Await(_) | Expr::Yield(_) | Expr::Lambda(_) | Expr::Named(_));
    all && uses_os && !runs_more && !text.contains('\n')
}

#[cfg(test)]
mod tests {
    use overhaul_python::Source;

    use super::*;

    fn of_last_keyword(text: &str) -> Value {
        let module = Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap();
        let call = module.body().last().unwrap().as_expr_stmt().unwrap().value.as_call_expr().unwrap();
        read(&module, &call.arguments.keywords[0].value)
    }

    #[test]
    fn values_are_told_where_nothing_changes_them() {
        let texts =
            |words: &[&str]| Value::List(words.iter().map(|word| Value::Text((*word).to_owned())).collect());
        assert_eq!(of_last_keyword("f(a=('x', \"y\"))\n"), texts(&["x", "y"]));
        assert_eq!(of_last_keyword("O = ['x']\nCORS(a=O)\n"), texts(&["x"]));
        assert_eq!(of_last_keyword("O = ('x',)\nf(a=O)\n"), texts(&["x"]));
        assert_eq!(of_last_keyword("O = ['x']\nf(O)\nCORS(a=O)\n"), Value::Given);
        assert_eq!(of_last_keyword("O = ('x',)\nfrom b import *\nCORS(a=O)\n"), Value::Given);
        assert_eq!(of_last_keyword("O = ['x']\nO.append('y')\nf(a=O)\n"), Value::Given);
        assert_eq!(of_last_keyword("O = ['x']\nO[0] = 'y'\nf(a=O)\n"), Value::Given);
        assert_eq!(of_last_keyword("O = ['x']\nif c: O = ['y']\nf(a=O)\n"), Value::Given);
        assert_eq!(of_last_keyword("f(a=settings.origins)\n"), Value::Given);
        let code = of_last_keyword("import os\nf(a=os.environ['O'].split(','))\n");
        assert_eq!(code, Value::Code("os.environ['O'].split(',')".to_owned()));
        assert_eq!(
            of_last_keyword("import os\nf(a=os.environ[KEY])\nKEY = 1\nf(a=os.environ[KEY])\n"),
            Value::Given
        );
    }

    #[test]
    fn what_a_value_may_be_is_told_by_its_branches() {
        let of = |text: &str| {
            let module = Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap();
            let call = module.body().last().unwrap().as_expr_stmt().unwrap().value.as_call_expr().unwrap();
            possible(&module, &call.arguments.keywords[0].value)
        };
        let list =
            |words: &[&str]| Value::List(words.iter().map(|word| Value::Text((*word).to_owned())).collect());
        assert_eq!(of("f(a=['*'] if dev else ['x'])\n"), [list(&["*"]), list(&["x"])]);
        assert_eq!(of("f(a=given or ['*'])\n"), [Value::Given, list(&["*"])]);
        assert_eq!(of("f(a=[*given, 'null', g()])\n"), [list(&["null"])]);
        assert_eq!(of("f(a=given + ['x'] + ['y'])\n"), [list(&["x", "y"])]);
        assert_eq!(of("if dev: O = ['*']\nelse: O = ['x']\nf(a=O)\n"), [list(&["*"]), list(&["x"])]);
        assert_eq!(of("O = ['*']\nO = ['x']\nf(a=O)\n"), [list(&["x"])]);
        assert_eq!(of("O = O\nf(a=O)\n"), [Value::Given]);
    }

    #[test]
    fn strings_are_written_so_that_they_read_back() {
        assert_eq!(string(r"https://.*\.example\.com", '"'), r#"r"https://.*\.example\.com""#);
        assert_eq!(string("a\"b", '"'), r#""a\"b""#);
        assert_eq!(string("a\"\\b", '"'), r#""a\"\\b""#);
        assert_eq!(string("a\n", '\''), r"'a\n'");
    }
}
