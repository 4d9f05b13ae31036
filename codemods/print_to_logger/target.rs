//! Which logger a print goes to.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use overhaul_engine::{Declined, FileView, Need, shared};
use overhaul_python::ast::Stmt;
use overhaul_python::imports::{self, Import};
use overhaul_python::names::{BindingId, Resolution};
use overhaul_python::{BindingKind, Names, Outline, Ranged, TextRange, TextSize};

use super::data::LOGGERS;
use super::facts::{Conclusion, Convention, Source};
use super::instance::{self, InstanceLogger};
use super::logger::{Kind, Origin, Values};
use super::settings::Settings;
use super::site::Site;
use crate::reach::Reach;

/// The logger of one print.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// What stands before the dot: `logger`, `self.logger`.
    pub receiver: String,
    pub kind: Kind,
    pub needs: Vec<Need>,
}

/// The loggers that a file has or can have.
pub(super) struct Loggers<'a, 'v> {
    file: &'v FileView<'a>,
    outline: &'v Outline<'a>,
    values: &'v Values<'a>,
    reach: &'v Reach,
    conclusion: Option<&'v Conclusion>,
    /// The module's own loggers in source order.
    own: Vec<OwnLogger>,
    new: Result<NewLogger, Declined>,
    /// The loggers of classes, by the range of the class; found once.
    instances: RefCell<HashMap<TextRange, Option<Rc<InstanceLogger<'a>>>>>,
}

/// A module-level name that holds a logger.
struct OwnLogger {
    name: String,
    kind: Option<Kind>,
    bindings: Vec<BindingId>,
}

/// A logger that the file does not have yet.
struct NewLogger {
    name: String,
    kind: Kind,
    need: Need,
    /// Where the name will be bound, in offsets of the text as it is.
    place: TextSize,
}

impl<'a, 'v> Loggers<'a, 'v> {
    /// `earliest` is the first place that runs while the module is imported and that will use the logger.
    pub fn new(
        file: &'v FileView<'a>,
        outline: &'v Outline<'a>,
        values: &'v Values<'a>,
        reach: &'v Reach,
        conclusion: Option<&'v Conclusion>,
        settings: &Settings,
        earliest: Option<TextSize>,
    ) -> Self {
        let mut loggers = Self {
            file,
            outline,
            values,
            reach,
            conclusion,
            own: Vec::new(),
            new: Err(Declined::new("logger-unknown", String::new(), String::new())),
            instances: RefCell::default(),
        };
        loggers.own = loggers.find_own();
        loggers.new = loggers.plan_new(settings, earliest);
        loggers
    }

    /// The logger for a print, or why there is none.
    pub fn target(&self, site: &Site<'a>) -> Result<Target, Declined> {
        let mut refusal = None;
        for own in &self.own {
            match self.own_target(own, site) {
                Ok(target) => return Ok(target),
                Err(declined) => refusal = refusal.or(Some(declined)),
            }
        }
        if let Some(target) = self.instance_target(site) {
            return Ok(target);
        }
        match refusal {
            // A second logger beside the module's own would be a surprise.
            Some(declined) => Err(declined),
            None => self.new_target(site),
        }
    }

    /// When the print runs at import time, the place from which it is reached.
    pub fn import_time(
        reach: &Reach,
        names: &Names,
        outline: &Outline<'a>,
        site: &Site<'a>,
    ) -> Option<TextSize> {
        if site.runs_at_import(names) {
            return Some(site.range().start());
        }
        match site.outermost(outline)? {
            Stmt::FunctionDef(def) => reach.runs_at_import(&def.name),
            Stmt::ClassDef(def) => reach.runs_at_import(&def.name),
            _ => None,
        }
    }

    fn find_own(&self) -> Vec<OwnLogger> {
        let names = self.file.module.names();
        let mut own: Vec<OwnLogger> = Vec::new();
        for (id, binding) in names.bindings().iter().enumerate() {
            let bindings = names.bindings_in(Names::MODULE, &binding.name);
            if binding.scope != Names::MODULE || bindings.first() != Some(&id) {
                continue;
            }
            let bindings = bindings.to_vec();
            let origins: Vec<Option<Origin>> =
                bindings.iter().map(|id| self.values.binding_origin(*id)).collect();
            if origins.iter().all(|origin| origin.as_ref().is_none_or(|origin| self.is_no_log(origin))) {
                continue;
            }
            let mut kinds = origins.iter().map(|origin| self.kind(origin.as_ref()?));
            let first = kinds.next().flatten();
            let kind = first.filter(|first| kinds.all(|kind| kind == Some(*first)));
            own.push(OwnLogger { name: binding.name.to_string(), kind, bindings });
        }
        own
    }

    /// Whether something that is only called `log` comes from a module that nobody knows for one, such as `math.log`.
    fn is_no_log(&self, origin: &Origin) -> bool {
        let Origin::Path(path) = origin else { return false };
        let Some((module, "log")) = path.rsplit_once('.') else { return false };
        let is_foreign = LOGGERS.foreign.contains(path);
        !is_foreign && self.file.project.resolve(self.file.path, module).is_none()
    }

    fn kind(&self, origin: &Origin) -> Option<Kind> {
        match origin {
            Origin::Known(kind) => Some(*kind),
            Origin::Local(function) => self.local_maker_kind(function),
            Origin::Path(_) => self.conclusion?.kind(self.file.path, origin, self.file.project),
        }
    }

    fn local_maker_kind(&self, function: &str) -> Option<Kind> {
        let def = self.outline.nodes().iter().find_map(|node| match node.stmt {
            Stmt::FunctionDef(def) if node.parent.is_none() && def.name.as_str() == function => Some(def),
            _ => None,
        })?;
        match self.values.returned_origin(def)? {
            Origin::Local(_) => None,
            origin => self.kind(&origin),
        }
    }

    fn own_target(&self, own: &OwnLogger, site: &Site<'a>) -> Result<Target, Declined> {
        let names = self.file.module.names();
        match names.resolve(&own.name, site.scope) {
            Resolution::Bound(Names::MODULE, _) => {}
            Resolution::Bound(_, bindings) => return self.local_target(&own.name, bindings, site),
            Resolution::Builtin | Resolution::Unbound => return Err(shadowed(&own.name)),
        }
        let Some(kind) = own.kind else { return Err(unknown(&own.name)) };
        let at = Self::import_time(self.reach, names, self.outline, site);
        let bindings = || own.bindings.iter().map(|id| names.binding(*id));
        let is_sure = bindings().any(|binding| !binding.conditional) || own.bindings.len() > 1;
        let bound_at = if bindings().all(|binding| binding.conditional) {
            bindings().map(|binding| binding.statement.end()).max()
        } else {
            bindings().filter(|binding| !binding.conditional).map(|binding| binding.range.start()).min()
        };
        let is_early = at.is_some_and(|at| bound_at.is_none_or(|bound| at < bound));
        if !is_sure || is_early || bindings().any(|binding| binding.type_checking) {
            let explanation = if is_early {
                format!("it runs while the module is imported, before `{}` is bound", own.name)
            } else {
                format!("`{}` is bound only under a condition", own.name)
            };
            return Err(Declined::new(
                "before-logger",
                explanation,
                "bind the logger at the top of the module",
            ));
        }
        Ok(Target { receiver: own.name.clone(), kind, needs: Vec::new() })
    }

    /// A logger of the same name that the function itself binds before the print.
    fn local_target(&self, name: &str, bindings: &[BindingId], site: &Site<'a>) -> Result<Target, Declined> {
        let names = self.file.module.names();
        let [id] = bindings else { return Err(shadowed(name)) };
        let binding = names.binding(*id);
        let is_before = binding.statement.end() <= site.range().start() && !binding.conditional;
        let kind = self.values.binding_origin(*id).and_then(|origin| self.kind(&origin));
        match kind {
            Some(kind) if is_before => Ok(Target { receiver: name.to_owned(), kind, needs: Vec::new() }),
            _ => Err(shadowed(name)),
        }
    }

    /// `self.logger`, where the class sets it in `__init__` before anything that could lead to the print.
    fn instance_target(&self, site: &Site<'a>) -> Option<Target> {
        let (class, method) = site.method(self.outline)?;
        if site.function(self.outline)?.range() != method.range() {
            return None;
        }
        let mut known = self.instances.borrow_mut();
        let logger = known
            .entry(class.range())
            .or_insert_with(|| {
                InstanceLogger::of(class, self.values, &instance::classes(self.outline)).map(Rc::new)
            })
            .clone()?;
        let kind = self.kind(&logger.origin)?;
        let receiver = logger.receiver(self.values, method, site.range(), site.scope)?;
        Some(Target { receiver, kind, needs: Vec::new() })
    }

    fn new_target(&self, site: &Site<'a>) -> Result<Target, Declined> {
        let new = self.new.as_ref().map_err(Clone::clone)?;
        let names = self.file.module.names();
        if let Resolution::Bound(_, bindings) = names.resolve(&new.name, site.scope) {
            return self.local_target(&new.name, bindings, site);
        }
        if Self::import_time(self.reach, names, self.outline, site).is_some_and(|at| at < new.place) {
            return Err(Declined::new(
                "before-logger",
                "it runs while the module is imported, before a logger could be bound",
                "bind a logger at the top of the module, then run again",
            ));
        }
        Ok(Target { receiver: new.name.clone(), kind: new.kind, needs: vec![new.need.clone()] })
    }

    fn plan_new(&self, settings: &Settings, earliest: Option<TextSize>) -> Result<NewLogger, Declined> {
        let convention = self.conclusion.and_then(|conclusion| conclusion.convention_beside(self.file.path));
        let by_convention = convention.and_then(|convention| self.by_convention(convention, earliest));
        if let Some(new) = by_convention {
            return Ok(new);
        }
        let name = convention.map_or(settings.logger_name.as_str(), |convention| convention.name.as_str());
        self.stdlib_logger(name, earliest)
    }

    /// A name under which a module-level logger can be bound.
    fn free_name(&self, name: &str) -> Result<String, Declined> {
        let names = self.file.module.names();
        let is_exported =
            self.conclusion.is_some_and(|conclusion| conclusion.is_star_imported(self.file.path))
                && names.bindings_in(Names::MODULE, "__all__").is_empty();
        // `from module import *` hands on every name that starts without an underscore.
        // Importing a submodule binds its name in the package, over whatever stood there.
        let submodule = self.file.path.strip_suffix("__init__.py").is_some_and(|package| {
            ["{}.py", "{}/__init__.py"]
                .iter()
                .any(|form| self.file.project.contains(&format!("{package}{}", form.replace("{}", name))))
        });
        let is_public = !name.starts_with('_');
        let name = if (is_exported || submodule) && is_public { format!("_{name}") } else { name.to_owned() };
        let is_injected = names.references().iter().any(|reference| {
            reference.name == name.as_str() && names.resolve(&name, reference.scope) == Resolution::Unbound
        });
        if is_injected || !names.bindings_in(Names::MODULE, &name).is_empty() {
            return Err(unknown(&name));
        }
        Ok(name)
    }

    fn stdlib_logger(&self, name: &str, earliest: Option<TextSize>) -> Result<NewLogger, Declined> {
        let name = self.free_name(name)?;
        let module = self.file.module;
        let names = module.names();
        if self.file.project.resolve(self.file.path, "logging").is_some() {
            return Err(Declined::new(
                "logging-shadowed",
                "a module of the project called `logging` hides the standard one",
                "rename it",
            ));
        }
        let getter = Import::Member { module: "logging".to_owned(), name: "getLogger".to_owned() };
        let whole = Import::Module("logging".to_owned());
        let (import, call) = match (imports::existing(module, &whole), imports::existing(module, &getter)) {
            (Some(found), _) => (whole, format!("{}.getLogger", found.name)),
            (None, Some(found)) => (getter, found.name),
            (None, None) => (whole, "logging.getLogger".to_owned()),
        };
        let is_other = names
            .bindings_in(Names::MODULE, "logging")
            .iter()
            .any(|id| names.binding(*id).kind != BindingKind::Import("logging".to_owned()));
        if call == "logging.getLogger" && is_other {
            return Err(Declined::new(
                "logging-shadowed",
                "the name `logging` means something else in this module",
                "rename it, or bind a logger under another import",
            ));
        }
        let statement = format!("{name} = {call}(__name__)");
        Ok(self.placed(name, Kind::Stdlib, statement, import, earliest))
    }

    /// Binds at the earliest use where the imports allow it.
    fn placed(
        &self,
        name: String,
        kind: Kind,
        statement: String,
        import: Import,
        earliest: Option<TextSize>,
    ) -> NewLogger {
        let module = self.file.module;
        let imported = imports::existing(module, &import).map(|found| found.end);
        let early = shared::place_for_name(module, earliest, None);
        let before = earliest.filter(|_| imported.is_none_or(|imported| imported <= early));
        let place = shared::place_for_name(module, before, imported);
        let need = Need::Name { name: name.clone(), statement, import, before: before.map(|at| at.to_u32()) };
        NewLogger { name, kind, need, place }
    }

    /// The logger that the files beside this one would have. `None` where it cannot be had here.
    fn by_convention(&self, convention: &Convention, earliest: Option<TextSize>) -> Option<NewLogger> {
        let module = self.file.module;
        let name = self.free_name(&convention.name).ok()?;
        if name != convention.name {
            return None;
        }
        let reachable = |file: &Option<String>| match file {
            Some(helper) => self
                .conclusion
                .is_some_and(|known| known.can_import(self.file.path, helper, self.file.project)),
            None => true,
        };
        match &convention.source {
            Source::Stdlib => None,
            Source::Made { module: from, function, argument, file } => {
                if !reachable(file) {
                    return None;
                }
                let (import, call) = if from == "structlog" {
                    (Import::Module(from.clone()), format!("{from}.{function}"))
                } else {
                    (Import::Member { module: from.clone(), name: function.clone() }, function.clone())
                };
                let call = match imports::existing(module, &import) {
                    Some(found) => call.replacen(import.bound_name(), &found.name, 1),
                    None if module.names().mentions(import.bound_name()) => return None,
                    None => call,
                };
                let statement = format!("{name} = {call}({argument})");
                Some(self.placed(name, convention.kind, statement, import, earliest))
            }
            Source::Imported { module: from, file } => {
                if !reachable(file) {
                    return None;
                }
                let import = Import::Member { module: from.clone(), name: name.clone() };
                let place = import_offset(module, &import);
                Some(NewLogger { name, kind: convention.kind, need: Need::Import(import), place })
            }
        }
    }
}

/// Where the module imports this, or would.
fn import_offset(module: &overhaul_python::Module, import: &Import) -> TextSize {
    imports::existing(module, import)
        .map_or_else(|| imports::add(module, import).range().start(), |found| found.end)
}

fn shadowed(name: &str) -> Declined {
    Declined::new(
        "name-shadowed",
        format!("`{name}` means something else where the print stands"),
        format!("rename the other `{name}`"),
    )
}

fn unknown(name: &str) -> Declined {
    Declined::new(
        "logger-unknown",
        format!("overhaul cannot tell what `{name}` is in this module"),
        "convert it by hand, or set `logger-name` to a name that is free",
    )
}
