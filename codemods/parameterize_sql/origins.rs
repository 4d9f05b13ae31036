//! Where a value comes from within its file: the expressions that its name is given, and the functions that it is
//! made by.

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{
    DictItem, Expr, ExprAttribute, ExprCall, ExprName, InterpolatedStringElement, Stmt, StmtFunctionDef,
    StringLiteral,
};
use overhaul_python::names::Reference;
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Ranged, Resolution, TextRange};

use super::calls;
use super::constants::Comprehensions;
use super::template::is_string;

/// Builtins that give the elements of what they are given.
const PASSING: &[&str] = &["enumerate", "zip", "list", "tuple", "set", "sorted", "reversed", "iter"];

/// As many names are followed one behind the other.
const MAX_STEPS: usize = 4;

/// Whether `test` holds for an expression or for one that its name is assigned, also through other names and through
/// the branches of a choice.
pub fn any(file: &FileView<'_>, expr: &Expr, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    any_within(file, expr, test, MAX_STEPS)
}

fn any_within(file: &FileView<'_>, expr: &Expr, test: &mut dyn FnMut(&Expr) -> bool, steps: usize) -> bool {
    if test(expr) {
        return true;
    }
    let Some(steps) = steps.checked_sub(1) else { return false };
    match expr {
        Expr::If(choice) => {
            any_within(file, &choice.body, test, steps) || any_within(file, &choice.orelse, test, steps)
        }
        Expr::BoolOp(choice) => choice.values.iter().any(|value| any_within(file, value, test, steps)),
        Expr::Name(name) => values(file, name).into_iter().any(|value| any_within(file, value, test, steps)),
        Expr::ListComp(list) => any_within(file, &list.elt, test, steps),
        Expr::SetComp(set) => any_within(file, &set.elt, test, steps),
        Expr::Generator(generator) => any_within(file, &generator.elt, test, steps),
        Expr::DictComp(dict) => any_within(file, &dict.value, test, steps),
        Expr::List(list) => list.elts.iter().any(|element| any_within(file, element, test, steps)),
        Expr::Tuple(tuple) => tuple.elts.iter().any(|element| any_within(file, element, test, steps)),
        Expr::Subscript(subscript) => {
            let mut is_in = |part: &Expr| match part {
                Expr::Dict(dict) => {
                    let may_be_meant = |item: &&DictItem| match (&item.key, &*subscript.slice) {
                        (Some(Expr::StringLiteral(key)), Expr::StringLiteral(asked)) => {
                            key.value.to_str() == asked.value.to_str()
                        }
                        _ => true,
                    };
                    let mut items = dict.items.iter().filter(may_be_meant);
                    items.any(|item| any_within(file, &item.value, test, steps))
                }
                part => test(part),
            };
            any_within(file, &subscript.value, &mut is_in, steps)
        }
        Expr::Attribute(attribute) => {
            members(file, attribute).into_iter().any(|value| any_within(file, value, test, steps))
        }
        Expr::Call(call)
            if call.func.as_name_expr().is_some_and(|name| PASSING.contains(&name.id.as_str())) =>
        {
            call.arguments.args.iter().any(|argument| any_within(file, argument, test, steps))
        }
        _ => false,
    }
}

/// The values that a name is given, and those that are put into what it holds.
fn values<'a>(file: &FileView<'a>, name: &ExprName) -> Vec<&'a Expr> {
    let mut values = assigned(file, name);
    let has_member = |reference: &Reference| {
        let behind = || {
            let behind = &file.module.text()[reference.range.end().to_usize()..];
            behind.trim_start_matches([')', '\\', ' ', '\t', '\n', '\r'])
        };
        reference.name == name.id && behind().starts_with(['.', '#'])
    };
    if file.module.names().references().iter().any(has_member) {
        let mut added = Added { name: &name.id, values: Vec::new() };
        added.visit_body(file.module.body());
        values.append(&mut added.values);
    }
    values
}

/// What is put into collections of a name: `parts.append(x)`.
struct Added<'s, 'a> {
    name: &'s str,
    values: Vec<&'a Expr>,
}

impl<'a> Visitor<'a> for Added<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(method) = &*call.func
            && matches!(method.attr.as_str(), "append" | "extend" | "insert" | "add" | "update")
            && method.value.as_name_expr().is_some_and(|name| name.id == self.name)
        {
            self.values.extend(&call.arguments.args);
        }
        visitor::walk_expr(self, expr);
    }
}

/// The values that assignments of the file give a name.
pub fn assigned<'a>(file: &FileView<'a>, name: &ExprName) -> Vec<&'a Expr> {
    let names = file.module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return Vec::new() };
    bindings
        .iter()
        .filter_map(|id| {
            let binding = names.binding(*id);
            let stmt = statement(file.module.body(), binding.statement)?;
            let is_target = |target: &Expr| target.range() == binding.range;
            let holds = |target: &Expr| target.range().contains_range(binding.range);
            match stmt {
                Stmt::Assign(assign) if assign.targets.iter().any(is_target) => Some(&*assign.value),
                Stmt::Assign(assign) if assign.targets.iter().any(holds) => {
                    assign.targets.iter().find_map(|target| unpacked(target, &assign.value, binding.range))
                }
                Stmt::AnnAssign(assign) if is_target(&assign.target) => assign.value.as_deref(),
                Stmt::AugAssign(assign) if is_target(&assign.target) => Some(&*assign.value),
                // What a loop goes through holds what its target is given.
                Stmt::For(stmt) if holds(&stmt.target) => Some(&*stmt.iter),
                stmt => {
                    let mut search = Comprehensions { target: binding.range, found: None };
                    search.visit_stmt(stmt);
                    let mut named = NamedValue { target: binding.range, found: None };
                    named.visit_stmt(stmt);
                    search.found.map(|(_, iterable)| iterable).or(named.found)
                }
            }
        })
        .collect()
}

/// The value that an assignment of several gives the target at `range`.
fn unpacked<'a>(target: &Expr, value: &'a Expr, range: TextRange) -> Option<&'a Expr> {
    let (targets, values) = (elements(target)?, elements(value)?);
    let at = targets.iter().position(|target| target.range() == range)?;
    let is_plain = |exprs: &[Expr]| !exprs.iter().any(Expr::is_starred_expr);
    (targets.len() == values.len() && is_plain(targets) && is_plain(values)).then(|| &values[at])
}

fn elements(expr: &Expr) -> Option<&[Expr]> {
    match expr {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        Expr::List(list) => Some(&list.elts),
        _ => None,
    }
}

/// The value of `target := value`.
struct NamedValue<'a> {
    target: TextRange,
    found: Option<&'a Expr>,
}

impl<'a> Visitor<'a> for NamedValue<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Named(named) = expr
            && named.target.range() == self.target
        {
            self.found = Some(&named.value);
        }
        visitor::walk_expr(self, expr);
    }
}

/// What the file gives a member of a class: by `self.name = …` anywhere, and in the bodies of classes. Nothing is known of
/// members of other things.
fn members<'a>(file: &FileView<'a>, attribute: &ExprAttribute) -> Vec<&'a Expr> {
    let names = file.module.names();
    let is_class = |name: &ExprName| {
        matches!(names.resolve_name(name), Resolution::Bound(_, bindings)
            if bindings.iter().any(|id| names.binding(*id).kind == BindingKind::Class))
    };
    let is_own = attribute
        .value
        .as_name_expr()
        .is_some_and(|name| matches!(name.id.as_str(), "self" | "cls") || is_class(name));
    let mut members = Members { name: &attribute.attr, values: Vec::new() };
    if is_own {
        members.visit_body(file.module.body());
    }
    members.values
}

struct Members<'s, 'a> {
    name: &'s str,
    values: Vec<&'a Expr>,
}

impl<'a> Visitor<'a> for Members<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::ClassDef(class) = stmt {
            let is_it =
                |target: &Expr| target.as_name_expr().is_some_and(|target| target.id.as_str() == self.name);
            self.values.extend(class.body.iter().filter_map(|stmt| match stmt {
                Stmt::Assign(assign) if assign.targets.iter().any(is_it) => Some(&*assign.value),
                Stmt::AnnAssign(assign) if is_it(&assign.target) => assign.value.as_deref(),
                _ => None,
            }));
        }
        if let Stmt::Assign(assign) = stmt {
            let is_it = |target: &Expr| {
                target.as_attribute_expr().is_some_and(|target| {
                    target.attr.as_str() == self.name
                        && target.value.as_name_expr().is_some_and(|name| name.id == "self")
                })
            };
            if assign.targets.iter().any(is_it) {
                self.values.push(&assign.value);
            }
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// Whether the text that the file makes of a value may hold a quote of its own: it would end the literal around it.
pub fn may_end_quote(file: &FileView<'_>, expr: &Expr, quote: char) -> bool {
    Ending { file, quote, seen: Vec::new() }.is_in(expr)
}

struct Ending<'f, 'a> {
    file: &'f FileView<'a>,
    quote: char,
    /// The values that names were followed to.
    seen: Vec<TextRange>,
}

impl Ending<'_, '_> {
    fn is_in(&mut self, expr: &Expr) -> bool {
        match expr {
            Expr::StringLiteral(text) => text.value.to_str().contains(self.quote),
            Expr::FString(text) => text.value.elements().any(|element| match element {
                InterpolatedStringElement::Literal(text) => text.value.contains(self.quote),
                InterpolatedStringElement::Interpolation(field) => self.is_in(&field.expression),
            }),
            Expr::BinOp(binary) => self.is_in(&binary.left) || self.is_in(&binary.right),
            Expr::If(choice) => self.is_in(&choice.body) || self.is_in(&choice.orelse),
            Expr::BoolOp(choice) => choice.values.iter().any(|value| self.is_in(value)),
            Expr::Named(named) => self.is_in(&named.value),
            Expr::List(list) => list.elts.iter().any(|element| self.is_in(element)),
            Expr::Tuple(tuple) => tuple.elts.iter().any(|element| self.is_in(element)),
            Expr::Set(set) => set.elts.iter().any(|element| self.is_in(element)),
            Expr::Dict(dict) => dict.items.iter().any(|item| self.is_in(&item.value)),
            Expr::ListComp(list) => self.is_in(&list.elt),
            Expr::SetComp(set) => self.is_in(&set.elt),
            Expr::Generator(generator) => self.is_in(&generator.elt),
            Expr::Starred(starred) => self.is_in(&starred.value),
            Expr::Subscript(subscript) => self.is_in(&subscript.value),
            Expr::Call(call) => self.is_in_call(call),
            Expr::Name(name) => self.follow(values(self.file, name)),
            Expr::Attribute(attribute) => self.follow(members(self.file, attribute)),
            _ => false,
        }
    }

    fn follow(&mut self, values: Vec<&Expr>) -> bool {
        values.into_iter().any(|value| {
            let is_new = !self.seen.contains(&value.range());
            self.seen.push(value.range());
            is_new && self.is_in(value)
        })
    }

    /// What a call puts together; a separator that is not written in this file may hold anything.
    fn is_in_call(&mut self, call: &ExprCall) -> bool {
        let receiver = call.func.as_attribute_expr().map(|attribute| &*attribute.value);
        let name = calls::called_name(call).unwrap_or_default();
        let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
        let mut given = call.arguments.args.iter().chain(keywords);
        match (name, receiver) {
            ("join", Some(separator)) => {
                !any(self.file, separator, &mut is_string)
                    || self.is_in(separator)
                    || given.any(|part| self.is_in(part))
            }
            ("format" | "format_map", Some(text)) => self.is_in(text) || given.any(|part| self.is_in(part)),
            ("str" | "list" | "tuple" | "set" | "sorted" | "reversed", None) => {
                given.any(|part| self.is_in(part))
            }
            (_, Some(receiver)) => self.is_in(receiver),
            _ => false,
        }
    }
}

/// Parts of names of functions whose result is SQL already: quoted, escaped or put together.
const MAKING: &[&str] = &[
    "quote",
    "escape",
    "literal",
    "mogrify",
    "adapt",
    "sanitize",
    "sql",
    "ident",
    "as_string",
    "format_table",
    "format_column",
    "repr",
    "dumps",
];

/// Whether a call makes SQL of what it is given: by the name of the function, or by what a function of this file does.
pub fn makes_sql(file: &FileView<'_>, expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let name = calls::called_name(call).unwrap_or_default();
    let lower = name.to_lowercase();
    if MAKING.iter().any(|part| lower.contains(part)) {
        return true;
    }
    // `replace("'", "''")`, `re.sub("'", ...)`, `translate({39: "''"})`, `"''".join(x.split("'"))`
    let mut quotes = Quotes(false);
    quotes.visit_arguments(&call.arguments);
    let doubles = ESCAPING.contains(&name) && quotes.0;
    let inner = call.func.as_attribute_expr().is_some_and(|attribute| makes_sql(file, &attribute.value));
    doubles || inner || functions(file, name).into_iter().any(writes_quotes)
}

/// Whether a text is made ready for the quotes around it; `json.dumps` leaves single quotes as they are.
pub fn is_made_for_quotes(file: &FileView<'_>, expr: &Expr) -> bool {
    let is_json = |part: &Expr| part.as_call_expr().is_some_and(|call| dumps_json(file, call));
    any(file, expr, &mut |part| makes_sql(file, part) && !is_json(part))
}

/// Whether a value is the text that `json.dumps` makes.
pub fn is_json(file: &FileView<'_>, expr: &Expr) -> bool {
    any(file, expr, &mut |part| part.as_call_expr().is_some_and(|call| dumps_json(file, call)))
}

fn dumps_json(file: &FileView<'_>, call: &ExprCall) -> bool {
    file.module.names().qualified(&call.func).is_some_and(|name| name == "json.dumps")
}

/// Calls that can escape a text, by their names.
const ESCAPING: &[&str] = &["replace", "sub", "translate", "split", "join", "subn"];

/// Whether a text in an expression holds a quote or a backslash.
struct Quotes(bool);

impl<'a> Visitor<'a> for Quotes {
    fn visit_string_literal(&mut self, literal: &'a StringLiteral) {
        self.0 |= literal.value.contains(['\'', '"', '`', '\\']);
    }

    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        if let Some(text) = element.as_literal() {
            self.0 |= text.value.contains(['\'', '"', '`', '\\']);
        }
        visitor::walk_interpolated_string_element(self, element);
    }
}

/// The functions and methods of the file by a name.
pub fn functions<'a>(file: &FileView<'a>, name: &str) -> Vec<&'a StmtFunctionDef> {
    let bindings = file.module.names().bindings().iter();
    bindings
        .filter(|binding| binding.name == name && binding.kind == BindingKind::Function)
        .filter_map(|binding| statement(file.module.body(), binding.statement)?.as_function_def_stmt())
        .collect()
}

/// Whether a function has texts with quotes or parentheses in it, as one has that makes SQL.
fn writes_quotes(function: &StmtFunctionDef) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_string_literal(&mut self, literal: &'a StringLiteral) {
            self.0 |= literal.value.contains(['\'', '"', '`', '[', '(']);
        }
        fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
            if let Some(text) = element.as_literal() {
                self.0 |= text.value.contains(['\'', '"', '`', '[', '(']);
            }
            visitor::walk_interpolated_string_element(self, element);
        }
    }
    let has_docstring = function
        .body
        .first()
        .is_some_and(|stmt| stmt.as_expr_stmt().is_some_and(|stmt| stmt.value.is_string_literal_expr()));
    let mut search = Search(false);
    search.visit_parameters(&function.parameters);
    search.visit_body(&function.body[usize::from(has_docstring)..]);
    search.0
}
