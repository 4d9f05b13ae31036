//! The module that gathers the policies of a package: its text, and what one that is there already offers.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::ast::{Expr, Stmt, StmtFunctionDef};
use overhaul_python::module::Style;
use overhaul_python::{Module, Ranged, TextRange, TextSize};

use super::data::FACTS;
use super::policy::Policy;
use super::value::{self, Value, string};

/// The name of the module.
pub const NAME: &str = "cors_policy";

/// The variable of the environment that replaces the origins of a policy.
pub const VARIABLE: &str = "CORS_ALLOW_ORIGINS";

/// The function of the module that reads it.
const READER: &str = "_origins";

/// What its docstring says.
const READER_WORDS: &str = "The origins that a variable of the environment names, else the default.";

const WIDTH: usize = 88;

/// A policy with its function and variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub function: String,
    pub policy: Policy,
    /// Only for origins that are written out.
    pub variable: Option<String>,
}

/// Gives new policies the names of functions and variables that are free.
pub struct Namer {
    functions: BTreeSet<String>,
    variables: BTreeSet<String>,
}

impl Namer {
    /// `functions` are names that the module binds already, `variables` those that the project uses.
    pub fn new<'a>(
        existing: impl Iterator<Item = &'a Named>,
        functions: &BTreeSet<String>,
        variables: &BTreeSet<String>,
    ) -> Self {
        let mut namer = Self { functions: functions.clone(), variables: variables.clone() };
        for named in existing {
            namer.functions.insert(named.function.clone());
            namer.variables.extend(named.variable.clone());
        }
        namer
    }

    /// The first of these names that is free, or the first with a number.
    pub fn name(&mut self, policy: Policy, applications: &[&str]) -> Named {
        let names: Vec<String> = applications.iter().map(|name| policy.function(name)).collect();
        let first = names.first().cloned().unwrap_or_default();
        let numbered = (2..).map(|number| format!("{first}_{number}"));
        let function = names.into_iter().chain(numbered).find(|name| !self.functions.contains(name));
        let function = function.unwrap_or(first.clone());
        self.functions.insert(function.clone());
        let is_written = policy.origins().is_some_and(Value::is_known);
        let variable = is_written.then(|| self.variable(&function));
        Named { function, policy, variable }
    }

    fn variable(&mut self, function: &str) -> String {
        let suffix = function.split("_for_").last().unwrap_or(function).to_uppercase();
        let candidates = [VARIABLE.to_owned(), format!("{VARIABLE}_{suffix}")].into_iter();
        let numbered = (2..).map(|number| format!("{VARIABLE}_{suffix}_{number}"));
        let name = candidates.chain(numbered).find(|name| !self.variables.contains(name));
        let name = name.unwrap_or_else(|| VARIABLE.to_owned());
        self.variables.insert(name.clone());
        name
    }
}

/// What a new module says before its first policy, with `'` for quotes and a tab for one level of indentation.
const HEAD: &str = include_str!("head.txt");

/// The text of a new module.
pub fn text(policies: &[Named], style: &Style) -> String {
    let head = HEAD.replace('\t', &style.indentation).replace('\'', &style.quote.to_string());
    let functions: String = policies.iter().map(|named| function(named, style)).collect();
    with_line_endings(&(head + &functions), style)
}

/// What is added at the end of a module for further policies.
pub fn added(policies: &[Named], style: &Style) -> String {
    with_line_endings(&policies.iter().map(|named| function(named, style)).collect::<String>(), style)
}

fn with_line_endings(text: &str, style: &Style) -> String {
    if style.line_ending == "\n" { text.to_owned() } else { text.replace('\n', style.line_ending) }
}

/// A function with two empty lines before it, and `\n` at the end of its lines.
fn function(named: &Named, style: &Style) -> String {
    let indent = &style.indentation;
    let given = named.policy.given();
    let parameters = given.iter().map(|name| format!("{name}: Any")).collect::<Vec<_>>().join(", ");
    let parameters = if parameters.is_empty() { parameters } else { format!("*, {parameters}") };
    let summary = named.policy.summary();
    let docstring = match &named.variable {
        Some(variable) => format!("{summary}.\n\n{indent}`{variable}` replaces the origins.\n{indent}"),
        None => format!("{summary}."),
    };
    let gap = format!("{indent}{indent}");
    let setting = |(name, value): (&str, &Value)| {
        let key = string(name, style.quote);
        match &named.variable {
            Some(variable) if *name == *named.policy.facts().origins => {
                origins(&gap, &key, variable, value, style)
            }
            _ if *value == Value::Given => format!("{gap}{key}: {name},\n"),
            _ => item(&format!("{gap}{key}: "), value, ",", &gap, style),
        }
    };
    let settings: String = named.policy.ordered().map(setting).collect();
    format!(
        "\n\ndef {}({parameters}) -> dict[str, Any]:\n\
         {indent}\"\"\"{docstring}\"\"\"\n{indent}return {{\n{settings}{indent}}}\n",
        named.function
    )
}

/// `"allow_origins": _origins("CORS_ALLOW_ORIGINS", [...]),`
fn origins(gap: &str, key: &str, variable: &str, value: &Value, style: &Style) -> String {
    let variable = string(variable, style.quote);
    let line = format!("{gap}{key}: {READER}({variable}, {}),\n", value.source(style.quote));
    if line.trim_end().chars().count() <= WIDTH {
        return line;
    }
    let inner = format!("{gap}{}", style.indentation);
    let value = item(&inner, value, ",", &inner, style);
    format!("{gap}{key}: {READER}(\n{inner}{variable},\n{value}{gap}),\n")
}

/// A value behind `head`, on lines of its own where it is long.
fn item(head: &str, value: &Value, tail: &str, gap: &str, style: &Style) -> String {
    let source = value.source(style.quote);
    let line = format!("{head}{source}{tail}\n");
    if line.trim_end().chars().count() <= WIDTH {
        return line;
    }
    let inner = format!("{gap}{}", style.indentation);
    match value {
        Value::List(items) => {
            let items: String = items.iter().map(|value| item(&inner, value, ",", &inner, style)).collect();
            format!("{head}[\n{items}{gap}]{tail}\n")
        }
        Value::Dict(items) => {
            let pair = |(key, value): &(Value, Value)| {
                item(&format!("{inner}{}: ", key.source(style.quote)), value, ",", &inner, style)
            };
            format!("{head}{{\n{}{gap}}}{tail}\n", items.iter().map(pair).collect::<String>())
        }
        _ => line,
    }
}

/// A policy of a module that is there, and where its origins are written.
#[derive(Debug, Clone)]
pub struct Offered {
    pub named: Named,
    /// The default of the origins.
    pub origins: Option<TextRange>,
    /// An expression of origins: its item, its value.
    pub regex: Option<(TextRange, TextRange)>,
    /// The name of the function.
    pub range: TextRange,
    /// Where the docstring says whom the policy admits.
    pub summary: Option<TextRange>,
}

/// The policies that a module of this kind offers; `None` for any other module.
pub fn offered(module: &Module) -> Option<Vec<Offered>> {
    let defs: BTreeMap<&str, &StmtFunctionDef> = module
        .body()
        .iter()
        .filter_map(Stmt::as_function_def_stmt)
        .map(|def| (def.name.as_str(), def))
        .collect();
    let reader = defs.get(READER)?;
    // Another function of this name may read something else.
    module.slice(*reader).contains(READER_WORDS).then_some(())?;
    Some(
        module
            .body()
            .iter()
            .filter_map(Stmt::as_function_def_stmt)
            .filter_map(|def| read(module, def))
            .collect(),
    )
}

fn read(module: &Module, def: &StmtFunctionDef) -> Option<Offered> {
    let name = def.name.as_str();
    let framework = if name.starts_with("flask_") { "flask" } else { "starlette" };
    let framework = FACTS.frameworks.iter().position(|row| row.name == framework)?;
    // Anything but what is written by `function` may give something else.
    let [docstring, returned] = def.body.as_slice() else { return None };
    let is_plain = def.decorator_list.is_empty() && !def.is_async && docstring.is_expr_stmt();
    let is_keyword_only = def.parameters.iter().all(|parameter| {
        def.parameters.kwonlyargs.iter().any(|own| own.name() == parameter.name() && own.default.is_none())
    });
    let returned = returned.as_return_stmt()?.value.as_deref()?.as_dict_expr()?;
    if !(is_plain && is_keyword_only) {
        return None;
    }
    let mut settings = BTreeMap::new();
    let mut variable = None;
    let mut origins = None;
    let mut regex = None;
    for item in &returned.items {
        let key = item.key.as_ref()?.as_string_literal_expr()?.value.to_str();
        let value = match &item.value {
            Expr::Call(call) if call.func.as_name_expr().is_some_and(|name| name.id == READER) => {
                let [name, default] = &*call.arguments.args else { return None };
                variable = Some(name.as_string_literal_expr()?.value.to_str().to_owned());
                origins = Some(default.range());
                value::read(module, default)
            }
            Expr::Name(name)
                if def.parameters.kwonlyargs.iter().any(|own| *own.name().as_str() == *name.id) =>
            {
                if *name.id != *key {
                    return None;
                }
                Value::Given
            }
            other => match value::read(module, other) {
                Value::Given => return None,
                value => value,
            },
        };
        if *key == *FACTS.frameworks[framework].regex {
            let start = item.key.as_ref()?.start();
            regex = Some((TextRange::new(start, item.value.end()), item.value.range()));
        }
        if *key == *FACTS.frameworks[framework].origins {
            origins = origins.or_else(|| value.is_known().then(|| item.value.range()));
        }
        settings.insert(key.to_owned(), value);
    }
    let policy = Policy { framework, settings };
    let docstring = def.body.first().filter(|stmt| stmt.is_expr_stmt()).map(Ranged::range);
    let summary = docstring.and_then(|range| {
        let words = policy.summary();
        let at = TextSize::of(&module.slice(range)[..module.slice(range).find(&words)?]);
        Some(TextRange::at(range.start() + at, TextSize::of(words.as_str())))
    });
    Some(Offered {
        range: def.name.range(),
        regex,
        summary,
        named: Named { function: name.to_owned(), policy, variable },
        origins,
    })
}

#[cfg(test)]
mod tests {
    use overhaul_python::Source;

    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let style = Style { quote: '"', indentation: "    ".to_owned(), line_ending: "\n" };
        let text_value = |text: &str| Value::Text(text.to_owned());
        let long =
            (0..6).map(|number| text_value(&format!("https://application-{number}.example.com"))).collect();
        let settings = BTreeMap::from([
            ("allow_origins".to_owned(), Value::List(long)),
            ("allow_origin_regex".to_owned(), text_value(r"https://.*\.example\.com")),
            ("allow_credentials".to_owned(), Value::Bool(true)),
            ("max_age".to_owned(), Value::Given),
        ]);
        let any = BTreeMap::from([("origins".to_owned(), text_value("*"))]);
        let mut namer = Namer::new([].into_iter(), &BTreeSet::new(), &BTreeSet::new());
        let policies = vec![
            namer.name(Policy { framework: 0, settings }, &["orders"]),
            namer.name(Policy { framework: 1, settings: any }, &["orders"]),
        ];
        let written = text(&policies, &style);
        let module = Module::parse(Source::decode(written.clone().into_bytes()).unwrap()).unwrap();
        let read: Vec<Named> = offered(&module).unwrap().into_iter().map(|offered| offered.named).collect();
        assert_eq!(read, policies, "{written}");
        assert_eq!(read[1].variable.as_deref(), Some("CORS_ALLOW_ORIGINS_ORDERS"), "{written}");
        assert!(written.lines().all(|line| line.chars().count() <= WIDTH), "{written}");
    }
}
