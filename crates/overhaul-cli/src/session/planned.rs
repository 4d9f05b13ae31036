//! What runs where a plan says so.

use globset::{GlobBuilder, GlobSet};
use overhaul_engine::{Options, Override, Selection};
use overhaul_plan::Plan;

use crate::config::{Config, Registry};

/// The codemods of a plan in its order, each configured for the paths of its items: by the configuration first, by the plan
/// above that. Where several items are about a file, the first one counts.
pub fn selections(plan: &Plan, config: &Config, registry: &Registry) -> anyhow::Result<Vec<Selection>> {
    let ids: Vec<String> = plan.codemods().into_iter().map(str::to_owned).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut selections = config.selections(registry, &ids)?;
    let everything = GlobSet::new([GlobBuilder::new("**").build()?])?;
    for selection in &mut selections {
        let id = selection.codemod.id();
        let items: Vec<_> = plan.running().filter(|item| item.runs(id)).collect();
        let options = |item: &overhaul_plan::plan::Item| item.options.get(id).cloned().unwrap_or_default();
        // What is decided for the project as a whole is decided by the item that is about it.
        if let Some(item) = items.iter().find(|item| item.paths.is_empty()).or(items.first()) {
            selection.options = selection.options.overridden_by(&options(item));
            selection.codemod = selection.codemod.configured(&selection.options);
        }
        if items.iter().all(|item| !item.paths.is_empty()) {
            let nowhere =
                Override { paths: everything.clone(), runs: Some(false), options: Options::default() };
            selection.overrides.insert(0, nowhere);
        }
        // An item that is alone and about everything has said all above.
        let is_alone = items.len() == 1 && items.iter().all(|item| item.paths.is_empty());
        for item in items.iter().rev().filter(|_| !is_alone) {
            let is_whole = item.paths.is_empty();
            selection.overrides.push(Override {
                paths: if is_whole { everything.clone() } else { item.globs().clone() },
                runs: (!is_whole).then_some(true),
                options: options(item),
            });
        }
    }
    Ok(selections)
}
