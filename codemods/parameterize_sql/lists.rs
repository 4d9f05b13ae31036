//! Lists of values that are joined into `IN (...)`.

use overhaul_engine::FileView;
use overhaul_python::ast::{Expr, ExprCall, ExprName, Operator, Stmt};
use overhaul_python::outline::statement;
use overhaul_python::{Module, Names, Ranged, Resolution, TextRange};

use super::origins;
use super::template::{Hole, is_string};
use super::values;

/// A collection of values, as code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What is counted.
    pub iterated: String,
    /// What gives the values, to be written behind `*`.
    pub elements: String,
    /// The parentheses of `IN (...)` are part of what the hole brings.
    pub adds_parentheses: bool,
    /// Where a variable is given the joined text that only this hole uses.
    pub definition: Option<TextRange>,
    /// Whether what is iterated over has a length; none where that cannot be told.
    pub is_countable: Option<bool>,
    /// Whether the elements are those of a list.
    pub indexed: bool,
}

/// `",".join(...)` of values, in the hole itself or in the one assignment of a variable that nothing else uses. In
/// quotes, the separator closes and opens them.
pub fn of_join(file: &FileView<'_>, hole: &Hole<'_>, in_quotes: bool) -> Option<List> {
    if file.module.slice(hole.expr.range()) != hole.code || hole.spec.is_some() || hole.conversion.is_some() {
        return None;
    }
    match hole.expr {
        Expr::Name(name) => {
            let definition = only_definition(file, name)?;
            let list = joined(file, definition, in_quotes)?;
            Some(List { definition: Some(definition.range()), ..list })
        }
        expr => joined(file, expr, in_quotes),
    }
}

/// What a variable is assigned, where that happens once in its function, with nothing but this use, and where the
/// names in it mean the same at both places.
fn only_definition<'a>(file: &FileView<'a>, name: &ExprName) -> Option<&'a Expr> {
    let names = file.module.names();
    let Resolution::Bound(scope, [binding]) = names.resolve_name(name) else { return None };
    let binding = names.binding(*binding);
    let own_scope = names.reference(name).is_some_and(|reference| reference.scope == scope);
    let uses = names.references().iter().filter(|reference| {
        reference.name == name.id
            && matches!(names.resolve(&reference.name, reference.scope), Resolution::Bound(found, _) if found == scope)
    });
    if uses.count() != 1 || !own_scope || scope == Names::MODULE {
        return None;
    }
    let Stmt::Assign(assign) = statement(file.module.body(), binding.statement)? else { return None };
    let between = TextRange::new(assign.end(), name.start().max(assign.end()));
    let is_steady = names.references_in(assign.value.range()).iter().all(|reference| {
        match names.resolve(&reference.name, reference.scope) {
            Resolution::Bound(_, bindings) => {
                bindings.iter().all(|id| !between.contains_range(names.binding(*id).range))
            }
            _ => true,
        }
    });
    (assign.targets.len() == 1 && is_steady && assign.end() <= name.start()).then_some(&*assign.value)
}

fn joined(file: &FileView<'_>, expr: &Expr, in_quotes: bool) -> Option<List> {
    let call = expr.as_call_expr()?;
    let attribute = call.func.as_attribute_expr()?;
    let separator = attribute.value.as_string_literal_expr()?.value.to_str();
    let fits = if in_quotes {
        separator.split_once(',').is_some_and(|(before, behind)| before == "'" && behind.trim_start() == "'")
    } else {
        separator.trim() == ","
    };
    if attribute.attr.as_str() != "join" || !fits {
        return None;
    }
    let [parts] = &*call.arguments.args else { return None };
    of_parts(file, parts, in_quotes)
}

/// `tuple(values)` behind `IN`, which Python writes with parentheses, commas and quotes.
pub fn of_tuple(file: &FileView<'_>, hole: &Hole<'_>) -> Option<List> {
    let call = hole.expr.as_call_expr()?;
    let is_tuple = file.module.names().is_builtin(&call.func, "tuple");
    let [values] = &*call.arguments.args else { return None };
    let is_plain = hole.spec.is_none() && hole.conversion.is_none() && is_countable(values);
    (is_tuple && is_plain).then(|| {
        let code = file.module.slice(values.range()).to_owned();
        List {
            iterated: code.clone(),
            elements: code,
            adds_parentheses: true,
            definition: None,
            is_countable: values::is_countable(file, values),
            indexed: false,
        }
    })
}

fn of_parts(file: &FileView<'_>, parts: &Expr, in_quotes: bool) -> Option<List> {
    let module = file.module;
    match parts {
        Expr::Call(call) if is_map_of_str(module, call) => {
            let values = &call.arguments.args[1];
            let code = module.slice(values.range()).to_owned();
            let elements = if in_quotes { module.slice(parts.range()).to_owned() } else { code.clone() };
            let is_countable_value = values::is_countable(file, values);
            let list = List {
                iterated: code,
                elements,
                adds_parentheses: false,
                definition: None,
                is_countable: is_countable_value,
                indexed: !in_quotes && values::is_list(file, values),
            };
            is_countable(values).then_some(list)
        }
        Expr::Generator(generator) => comprehension(file, &generator.elt, &generator.generators, in_quotes),
        Expr::ListComp(list) => comprehension(file, &list.elt, &list.generators, in_quotes),
        // The elements of a list that is built here may be quoted one by one.
        _ if is_countable(parts) && !is_built(file, parts) => {
            let code = module.slice(parts.range()).to_owned();
            let is_countable = values::is_countable(file, parts);
            let indexed = values::is_list(file, parts);
            Some(List {
                iterated: code.clone(),
                elements: code,
                adds_parentheses: false,
                definition: None,
                is_countable,
                indexed,
            })
        }
        _ => None,
    }
}

/// Whether a list is put together in this file of texts that are formatted.
fn is_built(file: &FileView<'_>, parts: &Expr) -> bool {
    origins::any(file, parts, &mut |part| match part {
        Expr::ListComp(list) => !list.elt.is_name_expr() && !list.elt.is_attribute_expr(),
        Expr::SetComp(set) => !set.elt.is_name_expr() && !set.elt.is_attribute_expr(),
        Expr::Generator(_) => true,
        Expr::Call(call) => {
            let name = super::calls::called_name(call).unwrap_or_default();
            !matches!(
                name,
                "list" | "sorted" | "set" | "tuple" | "fetchall" | "keys" | "values" | "dict" | "get"
            )
        }
        Expr::List(list) => list.elts.iter().any(is_string),
        part => is_string(part),
    })
}

fn is_map_of_str(module: &Module, call: &ExprCall) -> bool {
    let names = module.names();
    call.arguments.args.len() == 2
        && call.arguments.keywords.is_empty()
        && names.is_builtin(&call.func, "map")
        && names.is_builtin(&call.arguments.args[0], "str")
}

/// `str(i) for i in ids`, `f"'{n}'" for n in names` and the like, without conditions.
fn comprehension(
    file: &FileView<'_>,
    element: &Expr,
    generators: &[overhaul_python::ast::Comprehension],
    in_quotes: bool,
) -> Option<List> {
    let [generator] = generators else { return None };
    if !generator.ifs.is_empty() || generator.is_async || !is_countable(&generator.iter) {
        return None;
    }
    let module = file.module;
    let (value, is_text) = element_value(module, element)?;
    if values::is_escaped(file, value) {
        return None;
    }
    let iterated = module.slice(generator.iter.range()).to_owned();
    let is_target = generator
        .target
        .as_name_expr()
        .is_some_and(|target| value.as_name_expr().is_some_and(|value| value.id == target.id));
    let needs_str = (is_text || in_quotes) && !values::is_text(file, value);
    let code = module.slice(value.range());
    let elements = match (is_target, needs_str) {
        (true, false) => iterated.clone(),
        (true, true) => format!("map(str, {iterated})"),
        (false, _) => {
            let value = if needs_str { format!("str({code})") } else { code.to_owned() };
            format!("({value} for {} in {iterated})", module.slice(generator.target.range()))
        }
    };
    let is_countable = values::is_countable(file, &generator.iter);
    let indexed = elements == iterated && values::is_list(file, &generator.iter);
    Some(List { iterated, elements, adds_parentheses: false, definition: None, is_countable, indexed })
}

/// The value in an element of a list, and whether quotes around it made it text.
fn element_value<'e>(module: &Module, element: &'e Expr) -> Option<(&'e Expr, bool)> {
    match element {
        Expr::Call(call) if module.names().is_builtin(&call.func, "str") => match &*call.arguments.args {
            [value] if call.arguments.keywords.is_empty() => Some((value, false)),
            _ => None,
        },
        Expr::Call(call) if module.names().is_builtin(&call.func, "repr") => match &*call.arguments.args {
            [value] => Some((value, false)),
            _ => None,
        },
        Expr::FString(string) => {
            let mut elements = string.value.elements();
            let pieces: Vec<_> = elements.by_ref().collect();
            let text = |index: usize| pieces.get(index)?.as_literal().map(|text| &*text.value);
            let field = |index: usize| {
                let field = pieces.get(index)?.as_interpolation()?;
                (field.format_spec.is_none() && field.debug_text.is_none()).then_some(field)
            };
            match pieces.len() {
                1 => Some((&field(0)?.expression, false)),
                3 if text(0) == Some("'") && text(2) == Some("'") => {
                    let field = field(1)?;
                    let is_plain = matches!(field.conversion, overhaul_python::ast::ConversionFlag::None);
                    is_plain.then_some((&*field.expression, true))
                }
                _ => None,
            }
        }
        Expr::BinOp(binary) if binary.op == Operator::Mod => {
            let text = binary.left.as_string_literal_expr()?.value.to_str();
            match text {
                "'%s'" => Some((&*binary.right, true)),
                "%s" | "%d" => Some((&*binary.right, false)),
                _ => None,
            }
            .filter(|(value, _)| value.is_name_expr() || value.is_attribute_expr())
        }
        Expr::BinOp(sum) if sum.op == Operator::Add => {
            let left = sum.left.as_bin_op_expr().filter(|left| left.op == Operator::Add)?;
            let is_quote =
                |expr: &Expr| expr.as_string_literal_expr().is_some_and(|text| text.value.to_str() == "'");
            (is_quote(&left.left) && is_quote(&sum.right)).then_some((&*left.right, true))
        }
        // `"'{}'".format(value)`
        Expr::Call(call) => {
            let attribute =
                call.func.as_attribute_expr().filter(|attribute| attribute.attr.as_str() == "format")?;
            let text = attribute.value.as_string_literal_expr()?.value.to_str();
            match (&*call.arguments.args, text) {
                ([value], "'{}'" | "'{0}'") => Some((value, true)),
                ([value], "{}" | "{0}") => Some((value, false)),
                _ => None,
            }
            .filter(|_| call.arguments.keywords.is_empty())
        }
        Expr::Name(_) => Some((element, false)),
        _ => None,
    }
}

/// Something that can be counted and gone through a second time without doing anything.
fn is_countable(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) => true,
        Expr::Attribute(attribute) => is_countable(&attribute.value),
        Expr::Subscript(subscript) => {
            is_countable(&subscript.value)
                && (subscript.slice.is_literal_expr() || subscript.slice.is_name_expr())
        }
        Expr::List(list) => {
            list.elts.iter().all(|element| element.is_name_expr() || element.is_literal_expr())
        }
        Expr::Tuple(tuple) => {
            tuple.elts.iter().all(|element| element.is_name_expr() || element.is_literal_expr())
        }
        _ => false,
    }
}
