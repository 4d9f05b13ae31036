//! How an exception class is named in a handler, so that the name is bound whenever the handler runs.

use overhaul_engine::{FileView, Need};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::imports::Import;
use overhaul_python::names::{Binding, ScopeKind};
use overhaul_python::types::Origin;
use overhaul_python::{BindingKind, Names, Ranged, Resolution, TextSize, is_standard_library};

use super::data::CLASSES;
use super::effects::{Class, Question};

/// A name for a class, and the import that it takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub text: String,
    pub need: Option<Need>,
}

/// The text that names the class at `place`. `None` where no name is certainly bound when the handler runs: the module
/// may be missing, is imported inside a function or under a condition, or the name means something else here.
pub fn name(file: &FileView<'_>, question: &Question, class: &Class, place: TextSize) -> Option<Named> {
    let here = Here { file, place };
    if !CLASSES.exists(&class.name, question.lowest) {
        return None;
    }
    if class.is_own() {
        let text = here.own(&class.name).or_else(|| here.bound(&class.name));
        return text.map(|text| Named { text, need: None });
    }
    let mut names: Vec<&str> = CLASSES.names(&class.name, question.lowest).collect();
    if !class.name.contains('.') {
        // A builtin by its own name; its aliases elsewhere are no better.
        names.truncate(1);
        return here.is_builtin(&class.name).then(|| Named { text: class.name.clone(), need: None });
    }
    // Names under private modules are nothing that a program should say.
    names.retain(|name| !name.split('.').any(|part| part.starts_with('_')));
    if let Some(text) = names.iter().find_map(|name| here.bound(name)) {
        return Some(Named { text, need: None });
    }
    here.imported(&class.name)
}

struct Here<'h, 'a> {
    file: &'h FileView<'a>,
    place: TextSize,
}

impl Here<'_, '_> {
    fn names(&self) -> &Names {
        self.file.module.names()
    }

    fn is_builtin(&self, name: &str) -> bool {
        self.names().resolve(name, self.names().scope_at(self.place)) == Resolution::Builtin
    }

    /// The way to say `qualified` by the imports at module level, the longest import first: a name taken from its module
    /// before the module itself.
    fn bound(&self, qualified: &str) -> Option<String> {
        let names = self.names();
        let heads = std::iter::successors(Some(qualified), |head| Some(head.rsplit_once('.')?.0));
        for head in heads {
            let binds = |binding: &&Binding| {
                binding.scope == Names::MODULE
                    && binding.kind == BindingKind::Import(head.to_owned())
                    && self.is_certain(&binding.name)
            };
            if let Some(binding) = names.bindings().iter().find(binds) {
                let rest = &qualified[head.len()..];
                return self.is_loaded(head, qualified).then(|| format!("{}{rest}", binding.name));
            }
        }
        None
    }

    /// Whether the module that has the class is loaded with the import that stands for `head`: `import a` does not load
    /// `a.b`, and `import a.b` binds `a`.
    fn is_loaded(&self, head: &str, qualified: &str) -> bool {
        let module = self.module_of(qualified);
        module.len() <= head.len()
            || self.file.module.body().iter().filter_map(Stmt::as_import_stmt).any(|import| {
                import.names.iter().any(|alias| {
                    alias
                        .name
                        .as_str()
                        .strip_prefix(module)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
            })
    }

    /// The module part of a qualified name. A class in a class, such as `imaplib.IMAP4.error`, has a longer name.
    fn module_of<'q>(&self, qualified: &'q str) -> &'q str {
        let outer = std::iter::successors(qualified.rsplit_once('.'), |(head, _)| head.rsplit_once('.'));
        let mut modules = outer.map(|(module, _)| module);
        let first = modules.clone().next().unwrap_or(qualified);
        modules.find(|module| self.file.types.resolves(module).is_some()).unwrap_or(first)
    }

    /// Whether the module-level imports of the name, and they alone, decide what it means at the place.
    fn is_certain(&self, name: &str) -> bool {
        let names = self.names();
        let scope = names.scope_at(self.place);
        let Resolution::Bound(found, bindings) = names.resolve(name, scope) else { return false };
        let in_module_code = names
            .enclosing(scope)
            .all(|id| !matches!(names.scope(id).kind, ScopeKind::Function | ScopeKind::Lambda));
        found == Names::MODULE
            && bindings.iter().all(|id| {
                let binding = names.binding(*id);
                matches!(binding.kind, BindingKind::Import(_))
                    && !binding.conditional
                    && !binding.type_checking
                    && (!in_module_code || binding.range.end() <= self.place)
                    && !self.runs_before(binding)
            })
            && bindings.windows(2).all(|pair| names.binding(pair[0]).kind == names.binding(pair[1]).kind)
    }

    /// Whether code of the module runs before the import that could call the function at the place.
    fn runs_before(&self, binding: &Binding) -> bool {
        struct Calls(bool);
        impl<'a> Visitor<'a> for Calls {
            fn visit_stmt(&mut self, stmt: &'a Stmt) {
                if !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                    visitor::walk_stmt(self, stmt);
                }
            }

            fn visit_expr(&mut self, expr: &'a Expr) {
                self.0 |= expr.is_call_expr();
                visitor::walk_expr(self, expr);
            }
        }
        let before = self.file.module.body().iter().take_while(|stmt| stmt.end() <= binding.range.start());
        // Only what stands below the place can call the function around it.
        let mut calls = Calls(false);
        before.filter(|stmt| stmt.start() > self.place).for_each(|stmt| calls.visit_stmt(stmt));
        calls.0
    }

    /// A class of the project by the name that this file has for it at module level.
    fn own(&self, qualified: &str) -> Option<String> {
        let names = self.names();
        let name = qualified.rsplit('.').next()?;
        let scope = names.scope_at(self.place);
        let Resolution::Bound(found, [only]) = names.resolve(name, scope) else { return None };
        let binding = names.binding(*only);
        // Without an `__init__.py` above it, the module may have a longer name.
        let is_of = |file: &str| {
            let own = format!("{}.{name}", self.file.project.module_name(file));
            qualified == own || qualified.ends_with(&format!(".{own}"))
        };
        let is_it = match &binding.kind {
            BindingKind::Class => is_of(self.file.path),
            BindingKind::Import(path) => {
                // `from .. import X` stands for `..X`, and the dots alone for the package.
                let module = path.strip_suffix(name).map(|head| match head.trim_matches('.') {
                    "" => head,
                    _ => head.trim_end_matches('.'),
                });
                match module.and_then(|module| self.file.types.resolves(module)) {
                    Some(Origin::Project(Some(file))) => is_of(&file),
                    _ => false,
                }
            }
            _ => false,
        };
        let is_certain = !binding.conditional && !binding.type_checking && found == Names::MODULE;
        (is_it && is_certain && (scope != Names::MODULE || binding.range.end() <= self.place))
            .then(|| name.to_owned())
    }

    /// The class with an import of its module, which is there for certain: it is the standard library's, or the file
    /// imports from it at module level already.
    fn imported(&self, qualified: &str) -> Option<Named> {
        let module = self.module_of(qualified);
        let class = &qualified[module.len()..].trim_start_matches('.');
        let top = module.split('.').next()?;
        let is_in = |path: &str| {
            path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let loads = |binding: &Binding| {
            binding.scope == Names::MODULE
                && !binding.conditional
                && !binding.type_checking
                && matches!(&binding.kind, BindingKind::Import(path) if is_in(path))
        };
        if !class.contains('.') && !self.is_taken(class) && self.names().bindings().iter().any(loads) {
            let import = Import::Member { module: module.to_owned(), name: (*class).to_owned() };
            return Some(Named { text: (*class).to_owned(), need: Some(Need::Import(import)) });
        }
        let is_standard =
            is_standard_library(top) && self.file.types.resolves(module) == Some(Origin::StandardLibrary);
        (is_standard && !self.is_taken(top)).then(|| {
            let need = Need::Import(Import::Module(module.to_owned()));
            Named { text: qualified.to_owned(), need: Some(need) }
        })
    }

    /// Whether the file gives the name a meaning, or looks for it in vain.
    fn is_taken(&self, name: &str) -> bool {
        self.names().mentions(name)
            || overhaul_python::is_builtin(name)
            || !self.names().star_imports().is_empty()
    }
}
