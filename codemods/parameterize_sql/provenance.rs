//! What a receiver is where its type does not say: by `text()`, by the placeholders in the same string, by the only
//! driver that the module imports. Each is an assumption that a reviewer checks, and none is made where two drivers
//! come into question.

use std::collections::BTreeSet;

use overhaul_engine::FileView;
use overhaul_python::Ranged;
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::types::Value;
use overhaul_python::{BindingKind, Resolution};

use super::calls::{self, Target};
use super::data::{DRIVERS, Placeholder, Wants};
use super::origins;
use super::query::Query;
use super::sql::PlaceholderStyle;

/// Modules with methods that take `text()` and no values beside it.
/// Source: <https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.execute>.
const TEXT_ALONE: &[&str] = &["alembic."];

/// What a call of a method by this name would be sent to, and what is assumed.
pub fn assumed(
    file: &FileView<'_>,
    call: &ExprCall,
    query: &Query<'_>,
    placeholders: &[PlaceholderStyle],
) -> Option<Target> {
    let Expr::Attribute(attribute) = &*call.func else { return None };
    let receiver = attribute.value.range();
    let name = calls::called_name(call)?;
    let words = file.module.slice(receiver).split_whitespace().collect::<Vec<_>>().join(" ");
    let imported = imported(file);
    if query.text.is_some() {
        let qualified = file.module.names().qualified(&attribute.value).unwrap_or_default();
        if TEXT_ALONE.iter().any(|module| qualified.starts_with(module)) {
            return None;
        }
        let answer = file.types.value(receiver);
        if !answer.values.iter().all(|value| *value == Value::None) {
            return None;
        }
        let (callable, _) = DRIVERS.sink_of("sqlalchemy", name)?;
        let assumption = format!("`{words}` belongs to SQLAlchemy, for hardly anything else takes text()");
        return (!imported.contains("databases")).then(|| Target::assumed(callable, assumption))?;
    }
    if !is_open(file, &attribute.value) {
        return None;
    }
    let mut drivers = imported.iter();
    let (Some(driver), None) = (drivers.next(), drivers.next()) else { return None };
    let (callable, sink) = DRIVERS.sink_of(driver, name)?;
    if sink.wants != Wants::String || sink.script {
        return None;
    }
    let takes = DRIVERS.driver(driver)?;
    // Placeholders of another form say that another driver reads the query.
    let agrees = placeholders.iter().all(|style| match style {
        PlaceholderStyle::Question => takes.placeholder == Placeholder::Question,
        PlaceholderStyle::Format => takes.placeholder == Placeholder::Format,
        PlaceholderStyle::DollarNumber => takes.placeholder == Placeholder::Dollar,
        _ => true,
    });
    let assumption = format!("`{words}` belongs to {driver}, the only driver that this module imports");
    agrees.then(|| Target::assumed(callable, assumption))?
}

/// The target that part of a receiver's type names, where the module imports no other driver.
pub fn agreed(file: &FileView<'_>, call: &ExprCall, target: Target) -> Option<Target> {
    let Expr::Attribute(attribute) = &*call.func else { return None };
    let imported = imported(file);
    let words = file.module.slice(attribute.value.range()).split_whitespace().collect::<Vec<_>>().join(" ");
    let assumption = format!(
        "`{words}` always belongs to {}, the only driver that this module imports",
        target.driver.name
    );
    (imported.len() == 1 && imported.contains(&target.driver.name))
        .then_some(Target { assumption: Some(assumption), ..target })
}

/// Whether the expression is a parameter without an annotation, of which no type checker knows anything.
pub fn is_bare_parameter(file: &FileView<'_>, expr: &Expr) -> bool {
    let Expr::Name(name) = expr else { return false };
    let names = file.module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return false };
    !matches!(name.id.as_str(), "self" | "cls")
        && bindings.iter().all(|id| {
            let binding = names.binding(*id);
            let (before, behind) = file.module.text().split_at(binding.range.end().to_usize());
            let before = before[..binding.range.start().to_usize()].trim_end();
            // `*values` is a tuple and `**values` a dictionary.
            binding.kind == BindingKind::Parameter
                && behind.trim_start().starts_with([',', ')'])
                && !before.ends_with('*')
        })
}

/// Whether nothing at all is known about an expression.
fn is_open(file: &FileView<'_>, receiver: &Expr) -> bool {
    if is_bare_parameter(file, receiver) {
        return true;
    }
    // What a function of another module gives, or a part of something else, comes from somewhere that would have to be
    // looked at.
    let is_member = receiver
        .as_attribute_expr()
        .is_some_and(|attribute| attribute.value.as_name_expr().is_some_and(|name| name.id == "self"));
    let is_made_here = match receiver {
        Expr::Name(name) => {
            let values = origins::assigned(file, name);
            !values.is_empty() && values.into_iter().all(|value| is_own_call(file, value))
        }
        _ => is_own_call(file, receiver),
    };
    if !is_member && !is_made_here {
        return false;
    }
    let answer = file.types.value(receiver.range());
    !answer.complete && answer.values.iter().all(|value| *value == Value::None)
}

/// Whether the expression calls a function of this file, as `get_db()` does.
fn is_own_call(file: &FileView<'_>, expr: &Expr) -> bool {
    let called = match expr {
        Expr::Await(wait) => &*wait.value,
        other => other,
    };
    called
        .as_call_expr()
        .and_then(calls::called_name)
        .is_some_and(|name| !origins::functions(file, name).is_empty())
}

/// The drivers whose packages the module imports, anywhere in it.
fn imported(file: &FileView<'_>) -> BTreeSet<String> {
    file.module
        .names()
        .bindings()
        .iter()
        .filter_map(|binding| match &binding.kind {
            BindingKind::Import(path) => DRIVERS.of_package(path),
            _ => None,
        })
        .collect()
}
