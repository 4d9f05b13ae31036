//! The values of a policy: what can be told before the program runs, and what has to stay where it stands.

use std::fmt::Write as _;

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{DictItem, Expr, ExprContext, ExprName, Number, Stmt, UnaryOp};
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Module, Ranged, Resolution, TextRange};

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

/// A string literal.
pub fn string(text: &str, quote: char) -> String {
    let is_plain = |c: char| c != quote && c != '\n' && !c.is_control();
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
            // Writing to a string cannot fail.
            c if c.is_control() => drop(write!(result, "\\x{:02x}", u32::from(c))),
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
        Expr::StringLiteral(literal) => Value::Text(literal.value.to_str().to_owned()),
        Expr::List(list) => Value::List(all(&list.elts)?),
        Expr::Tuple(tuple) => Value::List(all(&tuple.elts)?),
        Expr::Dict(dict) => {
            let pair = |item: &DictItem| {
                Some((known(module, item.key.as_ref()?, steps)?, known(module, &item.value, steps)?))
            };
            Value::Dict(dict.items.iter().map(pair).collect::<Option<Vec<_>>>()?)
        }
        Expr::Name(name) => known(module, constant(module, name)?, steps.checked_sub(1)?)?,
        _ => return None,
    })
}

/// The value of a name that is given one only, in a statement that always runs, and that nothing changes.
pub fn constant<'m>(module: &'m Module, name: &ExprName) -> Option<&'m Expr> {
    let names = module.names();
    let Resolution::Bound(scope, [only]) = names.resolve_name(name) else { return None };
    let binding = names.binding(*only);
    if binding.conditional || !matches!(binding.kind, BindingKind::Assignment(_)) {
        return None;
    }
    let value = match statement(module.body(), binding.statement)? {
        Stmt::Assign(assign) if assign.targets.len() == 1 => &*assign.value,
        Stmt::AnnAssign(assign) => assign.value.as_deref()?,
        _ => return None,
    };
    let is_mutable = matches!(value, Expr::List(_) | Expr::Dict(_));
    let uses = names.references().iter().filter(|reference| {
        reference.name == name.id
            && matches!(names.resolve(&name.id, reference.scope), Resolution::Bound(found, _) if found == scope)
    });
    let mut changes = Changes { names: uses.map(|reference| reference.range).collect(), found: false };
    if is_mutable {
        changes.visit_body(module.body());
    }
    (!changes.found).then_some(value)
}

/// Whether something is done to one of several names that may change its value.
struct Changes {
    names: Vec<TextRange>,
    found: bool,
}

impl Changes {
    fn is_it(&self, expr: &Expr) -> bool {
        expr.is_name_expr() && self.names.contains(&expr.range())
    }
}

impl Visitor<'_> for Changes {
    fn visit_expr(&mut self, expr: &Expr) {
        self.found |= match expr {
            Expr::Attribute(attribute) => self.is_it(&attribute.value),
            Expr::Subscript(subscript) => subscript.ctx != ExprContext::Load && self.is_it(&subscript.value),
            // Whoever is handed it may change it; a keyword of a call is how a policy is given.
            Expr::Call(call) => call.arguments.args.iter().any(|argument| self.is_it(argument)),
            _ => false,
        };
        visitor::walk_expr(self, expr);
    }

    fn visit_stmt(&mut self, stmt: &Stmt) {
        if let Stmt::Assign(assign) = stmt {
            self.found |= self.is_it(&assign.value);
        }
        visitor::walk_stmt(self, stmt);
    }
}

/// Whether an expression on one line uses `os`, builtins and its own names only.
fn reads_environment(module: &Module, expr: &Expr) -> bool {
    let names = module.names();
    let text = module.slice(expr);
    let uses = names.references_in(expr.range());
    let is_os = |kind: &BindingKind| *kind == BindingKind::Import("os".to_owned());
    let mut uses_os = false;
    let all = uses.iter().all(|reference| match names.resolve(&reference.name, reference.scope) {
        Resolution::Builtin => true,
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
        assert_eq!(of_last_keyword("O = ['x']\nf(a=O)\n"), texts(&["x"]));
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
    fn strings_are_written_so_that_they_read_back() {
        assert_eq!(string(r"https://.*\.example\.com", '"'), r#"r"https://.*\.example\.com""#);
        assert_eq!(string("a\"b", '"'), r#""a\"b""#);
        assert_eq!(string("a\"\\b", '"'), r#""a\"\\b""#);
        assert_eq!(string("a\n", '\''), r"'a\n'");
    }
}
