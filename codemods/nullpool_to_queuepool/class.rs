//! Naming another pool class where one is named: by the same import, an import that is there, or a new one.

use overhaul_engine::{Declined, FileView, Need};
use overhaul_python::ast::{Expr, ExprName, Stmt};
use overhaul_python::imports::Import;
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Edit, Names, Ranged, Resolution, TextSize};

use super::data::{FACTS, Kind, Pool};

use crate::paths;

/// How the class is written in the place of another.
pub struct Named {
    pub edit: Edit,
    pub needs: Vec<Need>,
}

/// The text that names the queue pool of a kind where `value` stands now.
pub fn named(file: &FileView<'_>, value: &Expr, kind: Kind) -> Result<Named, Declined> {
    let class = kind.queue_pool();
    if let Expr::Attribute(attribute) = value
        && let Some(base) = file.module.names().qualified(&attribute.value)
        && FACTS.complete.contains(&base)
    {
        return Ok(Named { edit: Edit::replace(attribute.attr.range(), class), needs: Vec::new() });
    }
    let names = file.module.names();
    let scope = names.scope_at(value.start());
    let replace = |text: &str, mut needs: Vec<Need>| {
        needs.extend(released(value));
        Ok(Named { edit: Edit::replace(value.range(), text), needs })
    };
    if let Some(name) = imported(names, scope, value.start(), kind) {
        return replace(&name, Vec::new());
    }
    if names.resolve(class, scope) != Resolution::Unbound {
        return Err(Declined::new(
            "name-shadowed",
            format!("`{class}` is something else here"),
            format!("give the other `{class}` another name"),
        ));
    }
    let beside = match value {
        Expr::Name(name) => beside(file, name, class),
        _ => None,
    };
    let needs = beside.unwrap_or_else(|| {
        vec![Need::Import(Import::Member { module: FACTS.home.clone(), name: class.to_owned() })]
    });
    replace(class, needs)
}

/// What goes when `value` is not named any more.
pub fn released(value: &Expr) -> Option<Need> {
    let mut root = value;
    while let Expr::Attribute(attribute) = root {
        root = &attribute.value;
    }
    root.as_name_expr().map(|name| Need::Release(name.id.to_string()))
}

/// A name that the queue pool of this kind has in a scope already.
fn imported(names: &Names, scope: usize, at: TextSize, kind: Kind) -> Option<String> {
    let is_it =
        |path: &str| FACTS.pool(path) == Some(Pool::Queue(kind)) && paths::last(path) == kind.queue_pool();
    names.bindings().iter().find_map(|binding| {
        let BindingKind::Import(path) = &binding.kind else { return None };
        let is_visible = names.enclosing(scope).any(|enclosing| enclosing == binding.scope);
        let is_below = binding.range.start() > at;
        if !is_it(path) || !is_visible || is_below || binding.type_checking || binding.conditional {
            return None;
        }
        let Resolution::Bound(_, [_]) = names.resolve(&binding.name, scope) else { return None };
        Some(binding.name.to_string())
    })
}

/// The statements that import a class, told to import another one as well.
fn beside(file: &FileView<'_>, name: &ExprName, class: &str) -> Option<Vec<Need>> {
    let names = file.module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return None };
    bindings
        .iter()
        .map(|id| {
            let binding = names.binding(*id);
            let Some(Stmt::ImportFrom(import)) = statement(file.module.body(), binding.statement) else {
                return None;
            };
            let module = import.module.as_deref().filter(|_| import.level == 0)?;
            let offers = FACTS.complete.iter().any(|known| known == module) && !binding.type_checking;
            offers.then(|| Need::Beside { statement: import.start().to_u32(), name: class.to_owned() })
        })
        .collect()
}
