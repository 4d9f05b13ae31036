//! Scopes, bindings and references of one module, found in one walk over its tree.
//!
//! The rules are those of <https://docs.python.org/3/reference/executionmodel.html#naming-and-binding>:
//! function bodies see the scopes around them but not those of classes, comprehensions have scopes of
//! their own whose first iterable is evaluated outside, `global` and `nonlocal` move a binding.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Expr, ExprName};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::module::Module;

mod collect;

/// An index into the scopes of a module. The module's own scope is [`Names::MODULE`].
pub type ScopeId = usize;

/// An index into the bindings of a module.
pub type BindingId = usize;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    /// The type parameters of a generic function, class or alias (PEP 695).
    TypeParams,
}

#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    /// The statement or expression that opens the scope.
    pub range: TextRange,
    bindings: FxHashMap<Name, Vec<BindingId>>,
    /// Names declared `global` here.
    globals: FxHashSet<Name>,
    nonlocals: FxHashSet<Name>,
}

/// A place that gives a name a value.
#[derive(Debug)]
pub struct Binding {
    pub name: Name,
    pub scope: ScopeId,
    /// The name itself; for an import without `as`, the imported name.
    pub range: TextRange,
    /// The simple statement, or the compound statement whose header binds the name.
    pub statement: TextRange,
    pub kind: BindingKind,
    /// Whether the statement may be skipped: it stands under `if`, `try`, `for`, `while`, `with` or `match`.
    pub conditional: bool,
    /// Whether it stands under `if TYPE_CHECKING`.
    pub type_checking: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BindingKind {
    /// `import a.b` binds `a` and stands for `a`; `import a.b as c` stands for `a.b`;
    /// `from ..a import b` stands for `..a.b`.
    Import(String),
    Function,
    Class,
    Parameter,
    /// `name = value` or `name: T = value`, with the range of the value.
    Assignment(TextRange),
    ExceptHandler,
    /// Everything else: loop and `with` targets, unpacking, `:=`, patterns, `+=`, `del`, a bare annotation.
    Other,
}

/// A use of a name.
#[derive(Debug)]
pub struct Reference {
    pub name: Name,
    pub range: TextRange,
    /// The scope in which the name is looked up.
    pub scope: ScopeId,
}

/// What a name means at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution<'a> {
    /// Bound in this scope, by any of these.
    Bound(ScopeId, &'a [BindingId]),
    /// Bound nowhere in the file, and a builtin.
    Builtin,
    /// Bound nowhere in the file: a star import, an injected name or a mistake.
    Unbound,
}

/// `from module import *`.
#[derive(Debug)]
pub struct StarImport {
    /// With leading dots for a relative import.
    pub module: String,
    pub range: TextRange,
}

#[derive(Debug)]
pub struct Names {
    scopes: Vec<Scope>,
    bindings: Vec<Binding>,
    /// Sorted by offset.
    references: Vec<Reference>,
    star_imports: Vec<StarImport>,
}

impl Names {
    pub const MODULE: ScopeId = 0;

    pub(crate) fn new(module: &Module) -> Self {
        let mut names = collect::collect(module);
        names.references.sort_by_key(|reference| reference.range.start());
        names
    }

    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id]
    }

    pub fn binding(&self, id: BindingId) -> &Binding {
        &self.bindings[id]
    }

    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    pub fn star_imports(&self) -> &[StarImport] {
        &self.star_imports
    }

    /// The bindings of `name` in one scope, in source order.
    pub fn bindings_in(&self, scope: ScopeId, name: &str) -> &[BindingId] {
        self.scopes[scope].bindings.get(name).map_or(&[], Vec::as_slice)
    }

    /// The use of a name that starts at the same byte as `expr`.
    pub fn reference(&self, expr: &ExprName) -> Option<&Reference> {
        let index = self.references.partition_point(|reference| reference.range.start() < expr.start());
        self.references.get(index).filter(|reference| reference.range.start() == expr.start())
    }

    /// The uses that lie inside `range`.
    pub fn references_in(&self, range: TextRange) -> &[Reference] {
        let first = self.references.partition_point(|reference| reference.range.start() < range.start());
        let behind = self.references.partition_point(|reference| reference.range.start() < range.end());
        &self.references[first..behind.max(first)]
    }

    /// The innermost scope whose body holds `offset`. Decorators and defaults count as inside.
    pub fn scope_at(&self, offset: TextSize) -> ScopeId {
        // Scopes are in the order of their starts, so whatever holds the offset is the last one that starts before it or
        // stands around that one.
        let last = self.scopes[1..].partition_point(|scope| scope.range.start() <= offset);
        self.enclosing(last).find(|id| self.scopes[*id].range.contains(offset)).unwrap_or(Self::MODULE)
    }

    /// What `name` means when code in `scope` uses it.
    pub fn resolve(&self, name: &str, scope: ScopeId) -> Resolution<'_> {
        let mut current = Some(scope);
        while let Some(id) = current {
            let here = &self.scopes[id];
            if here.globals.contains(name) {
                return self.resolve_in_module(name);
            }
            let visible = id == scope || here.kind != ScopeKind::Class;
            if visible && !here.nonlocals.contains(name) {
                let bindings = self.bindings_in(id, name);
                if !bindings.is_empty() {
                    return Resolution::Bound(id, bindings);
                }
            }
            current = here.parent;
        }
        self.resolve_in_module(name)
    }

    /// What the name expression means.
    pub fn resolve_name(&self, expr: &ExprName) -> Resolution<'_> {
        match self.reference(expr) {
            Some(reference) => self.resolve(&expr.id, reference.scope),
            None => self.resolve(&expr.id, self.scope_at(expr.start())),
        }
    }

    /// Whether the expression is the builtin of that name, also as `builtins.name`.
    pub fn is_builtin(&self, expr: &Expr, name: &str) -> bool {
        self.qualified(expr).is_some_and(|found| found.strip_prefix("builtins.") == Some(name))
    }

    /// The import path or builtin that a name or a chain of attributes stands for, such as
    /// `logging.getLogger`, `builtins.print` or `..log.get_logger`.
    /// `None` where the file gives the name a value of its own, or several imports disagree.
    pub fn qualified(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Name(name) => match self.resolve_name(name) {
                Resolution::Builtin => Some(format!("builtins.{}", name.id)),
                Resolution::Unbound => None,
                Resolution::Bound(_, bindings) => {
                    let mut paths = bindings.iter().map(|id| match &self.bindings[*id].kind {
                        BindingKind::Import(path) => Some(path),
                        _ => None,
                    });
                    let first = paths.next()??;
                    paths.all(|path| path == Some(first)).then(|| match first.as_str() {
                        "builtins.__builtins__" => "builtins".to_owned(),
                        _ => first.clone(),
                    })
                }
            },
            Expr::Attribute(attribute) => {
                let base = self.qualified(&attribute.value)?;
                Some(format!("{base}.{}", attribute.attr))
            }
            _ => None,
        }
    }

    /// The scopes from `scope` out to the module, itself included.
    pub fn enclosing(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(scope), |id| self.scopes[*id].parent)
    }

    /// Whether any scope of the file binds or uses the name.
    pub fn mentions(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| scope.bindings.contains_key(name) || scope.globals.contains(name))
            || self.references.iter().any(|reference| reference.name == name)
    }

    fn resolve_in_module(&self, name: &str) -> Resolution<'_> {
        let bindings = self.bindings_in(Self::MODULE, name);
        if !bindings.is_empty() {
            Resolution::Bound(Self::MODULE, bindings)
        } else if crate::is_builtin(name) {
            Resolution::Builtin
        } else {
            Resolution::Unbound
        }
    }
}

#[cfg(test)]
mod tests;
