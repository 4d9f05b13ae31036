//! What an expression can be: what the type checker infers and, where it stops at functions without annotations,
//! what their return expressions say.

use ruff_db::files::system_path_to_file;
use ruff_db::parsed::{ParsedModuleRef, parsed_module};
use ruff_db::source::source_text;
use ruff_python_ast::{AnyNodeRef, Expr, ExprAttribute, ExprCall, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;
use ty_python_core::ProgramFile;
use ty_python_core::definition::{Definition, DefinitionKind};
use ty_python_semantic::types::Type;
use ty_python_semantic::{
    HasType, ImportAliasResolution, ResolvedDefinition, SemanticModel, definitions_for_attribute,
    definitions_for_name,
};

use super::classes;
use super::database::Database;
use super::locate::{self, Member};

/// How many definitions are followed one behind the other.
const MAX_STEPS: usize = 8;

/// Decorators that leave the result of a function as it is.
const TRANSPARENT: &[&str] = &[
    "lru_cache",
    "cache",
    "staticmethod",
    "classmethod",
    "property",
    "cached_property",
    "abstractmethod",
    "override",
];

/// Decorators that make a context manager of a generator.
const CONTEXT_MANAGER: &[&str] = &["contextmanager", "asynccontextmanager"];

/// A file as the type checker sees it.
pub(super) struct Opened<'db> {
    pub model: SemanticModel<'db>,
    pub module: ParsedModuleRef,
}

impl<'db> Opened<'db> {
    pub fn new(db: &'db Database, file: ProgramFile<'db>) -> Self {
        let model = SemanticModel::new(db, file);
        let module = parsed_module(db, model.python_file()).load(db);
        Self { model, module }
    }
}

/// The types that an expression can have.
pub(super) struct Values<'db> {
    pub types: Vec<Type<'db>>,
    /// Whether there are no others.
    pub complete: bool,
}

impl Values<'_> {
    fn unknown() -> Self {
        Self { types: Vec::new(), complete: false }
    }

    fn none() -> Self {
        Self { types: Vec::new(), complete: true }
    }

    fn add(&mut self, other: Self) {
        for ty in other.types {
            if !self.types.contains(&ty) {
                self.types.push(ty);
            }
        }
        self.complete &= other.complete;
    }

    fn of_all(all: impl IntoIterator<Item = Self>) -> Self {
        let mut all = all.into_iter().peekable();
        if all.peek().is_none() {
            return Self::unknown();
        }
        let mut values = Self::none();
        all.for_each(|other| values.add(other));
        values
    }
}

/// The functions and classes that a call can reach.
pub(super) struct Targets<'db> {
    pub definitions: Vec<Definition<'db>>,
    /// Whether there are no others.
    pub complete: bool,
}

pub(super) struct Inference<'db> {
    db: &'db Database,
    /// What is being followed: a cycle ends as unknown.
    visiting: FxHashSet<(ProgramFile<'db>, TextRange)>,
}

impl<'db> Inference<'db> {
    pub fn new(db: &'db Database) -> Self {
        Self { db, visiting: FxHashSet::default() }
    }

    /// The types of an expression, which belongs to `opened`.
    pub fn values(&mut self, opened: &Opened<'db>, expr: &Expr) -> Values<'db> {
        let inferred = self.inferred(opened, expr);
        if inferred.complete || self.visiting.len() >= MAX_STEPS {
            return inferred;
        }
        let step = (opened.model.program_file(), expr.range());
        if !self.visiting.insert(step) {
            return inferred;
        }
        let mut followed = self.follow(opened, expr);
        self.visiting.remove(&step);
        followed.add(Values { complete: true, ..inferred });
        followed
    }

    /// What the type checker itself says.
    fn inferred(&self, opened: &Opened<'db>, expr: &Expr) -> Values<'db> {
        let Some(ty) = expr.inferred_type(&opened.model) else { return Values::unknown() };
        let mut values = Values::none();
        self.split(ty, &mut values);
        values
    }

    fn split(&self, ty: Type<'db>, values: &mut Values<'db>) {
        match ty {
            Type::Union(union) => union.elements(self.db).iter().for_each(|ty| self.split(*ty, values)),
            Type::Dynamic(_) | Type::Divergent(_) | Type::Never => values.complete = false,
            Type::Intersection(intersection) => {
                let mut known =
                    intersection.iter_positive(self.db).filter(|ty| !matches!(ty, Type::Dynamic(_)));
                match (known.next(), known.next()) {
                    (Some(ty), None) => self.split(ty, values),
                    _ => values.complete = false,
                }
            }
            _ => values.add(Values { types: vec![ty], complete: true }),
        }
    }

    fn follow(&mut self, opened: &Opened<'db>, expr: &Expr) -> Values<'db> {
        match expr {
            Expr::If(expr) => {
                let mut values = self.values(opened, &expr.body);
                values.add(self.values(opened, &expr.orelse));
                values
            }
            Expr::BoolOp(expr) => {
                Values::of_all(expr.values.iter().map(|value| self.values(opened, value)).collect::<Vec<_>>())
            }
            Expr::Named(expr) => self.values(opened, &expr.value),
            Expr::Await(expr) => match &*expr.value {
                Expr::Call(call) => self.call(opened, call, true),
                other => {
                    let values = self.values(opened, other);
                    self.probe_all(opened, values, "await u")
                }
            },
            Expr::Call(call) => self.call(opened, call, false),
            Expr::Attribute(attribute) => self.attribute(opened, attribute),
            Expr::Name(name) => {
                let definitions = Self::definitions_of_name(opened, &name.id, name.into());
                Values::of_all(
                    definitions.into_iter().map(|found| self.definition(found)).collect::<Vec<_>>(),
                )
            }
            _ => Values::unknown(),
        }
    }

    fn definitions_of_name(opened: &Opened<'db>, name: &str, node: AnyNodeRef<'_>) -> Vec<Definition<'db>> {
        definitions_for_name(&opened.model, name, node, ImportAliasResolution::ResolveAliases)
            .iter()
            .filter_map(ResolvedDefinition::definition)
            .collect()
    }

    fn definitions_of_attribute(opened: &Opened<'db>, attribute: &ExprAttribute) -> Vec<Definition<'db>> {
        definitions_for_attribute(&opened.model, attribute)
            .iter()
            .filter_map(ResolvedDefinition::definition)
            .collect()
    }

    fn attribute(&mut self, opened: &Opened<'db>, attribute: &ExprAttribute) -> Values<'db> {
        let base = self.values(opened, &attribute.value);
        if base.types.iter().all(|ty| matches!(ty, Type::ModuleLiteral(_))) && !base.types.is_empty() {
            let definitions = Self::definitions_of_attribute(opened, attribute);
            return Values::of_all(
                definitions.into_iter().map(|found| self.definition(found)).collect::<Vec<_>>(),
            );
        }
        let mut values = Values { types: Vec::new(), complete: base.complete };
        for ty in base.types.into_iter().filter(|ty| !ty.is_none(self.db)) {
            values.add(self.member(opened, ty, &attribute.attr));
        }
        values
    }

    /// What an attribute of an instance can be: by all assignments in the classes that it inherits from, where the
    /// type checker does not know them all.
    fn member(&mut self, opened: &Opened<'db>, ty: Type<'db>, name: &str) -> Values<'db> {
        let own = Values { types: vec![ty], complete: true };
        let probed = self.probe_all(opened, own, &format!("u.{name}"));
        if probed.complete {
            return probed;
        }
        let mut found = Vec::new();
        for class in classes::ancestors(self.db, opened, ty) {
            let above = Opened::new(self.db, class.file);
            let Some(node) = locate::class(above.module.suite(), class.name) else { continue };
            for member in locate::members(&node.body, name) {
                found.push(match member {
                    Member::Value(value) => self.values(&above, value),
                    Member::Property(function) => self.returned(&above, function, false),
                    Member::Unknown => Values::unknown(),
                });
            }
        }
        Values::of_all(found)
    }

    fn call(&mut self, opened: &Opened<'db>, call: &ExprCall, awaited: bool) -> Values<'db> {
        let targets = match &*call.func {
            Expr::Name(name) => Self::definitions_of_name(opened, &name.id, name.into()),
            Expr::Attribute(attribute) => Self::definitions_of_attribute(opened, attribute),
            _ => return Values::unknown(),
        };
        if !targets.is_empty() {
            return Values::of_all(
                targets.into_iter().map(|target| self.results(target, awaited)).collect::<Vec<_>>(),
            );
        }
        let Expr::Attribute(attribute) = &*call.func else { return Values::unknown() };
        let base = self.values(opened, &attribute.value);
        let wait = if awaited { "await " } else { "" };
        self.probe_all(opened, base, &format!("{wait}u.{}()", attribute.attr))
    }

    /// What a call of the function gives, by its return expressions.
    fn results(&mut self, target: Definition<'db>, awaited: bool) -> Values<'db> {
        let DefinitionKind::Function(node) = target.kind(self.db) else { return Values::unknown() };
        let opened = Opened::new(self.db, target.program_file(self.db));
        self.returned(&opened, node.node(&opened.module), awaited)
    }

    fn returned(&mut self, opened: &Opened<'db>, function: &StmtFunctionDef, awaited: bool) -> Values<'db> {
        let results = locate::results(&function.body);
        let is_plain = results.yielded.is_empty() && !results.delegates && function.is_async == awaited;
        if !is_plain || function.returns.is_some() || !decorated_only_by(function, TRANSPARENT) {
            return Values::unknown();
        }
        Values::of_all(
            results
                .returned
                .into_iter()
                .map(|value| value.map_or_else(Values::none, |value| self.values(opened, value)))
                .collect::<Vec<_>>(),
        )
    }

    /// The values that a definition gives its name.
    fn definition(&mut self, definition: Definition<'db>) -> Values<'db> {
        let opened = Opened::new(self.db, definition.program_file(self.db));
        match definition.kind(self.db) {
            DefinitionKind::Assignment(kind) if kind.unpack().is_none() => {
                self.values(&opened, kind.value(&opened.module))
            }
            DefinitionKind::AnnotatedAssignment(kind) => match kind.value(&opened.module) {
                Some(value) => self.values(&opened, value),
                None => Values::unknown(),
            },
            DefinitionKind::NamedExpression(node) => self.values(&opened, &node.node(&opened.module).value),
            DefinitionKind::WithItem(kind) => {
                if matches!(kind.target(&opened.module), Expr::Tuple(_) | Expr::List(_)) {
                    return Values::unknown();
                }
                self.entered(&opened, kind.context_expr(&opened.module), kind.is_async())
            }
            _ => Values::unknown(),
        }
    }

    /// What `with manager as name` binds.
    fn entered(&mut self, opened: &Opened<'db>, manager: &Expr, is_async: bool) -> Values<'db> {
        if let Expr::Call(call) = manager {
            let targets = match &*call.func {
                Expr::Name(name) => Self::definitions_of_name(opened, &name.id, name.into()),
                Expr::Attribute(attribute) => Self::definitions_of_attribute(opened, attribute),
                _ => Vec::new(),
            };
            let generators: Option<Vec<Values<'db>>> =
                targets.iter().map(|target| self.yielded(*target)).collect();
            if let Some(generators) = generators.filter(|found| !found.is_empty()) {
                return Values::of_all(generators);
            }
        }
        let managers = self.values(opened, manager);
        let wait = if is_async { "async " } else { "" };
        self.probe_all(opened, managers, &format!("{wait}with u as entered:\n        entered"))
    }

    /// What a generator yields that is made a context manager by its decorator. `None` for any other function.
    fn yielded(&mut self, target: Definition<'db>) -> Option<Values<'db>> {
        let DefinitionKind::Function(node) = target.kind(self.db) else { return None };
        let opened = Opened::new(self.db, target.program_file(self.db));
        let function = node.node(&opened.module);
        if function.decorator_list.is_empty() || !decorated_only_by(function, CONTEXT_MANAGER) {
            return None;
        }
        let results = locate::results(&function.body);
        let yielded: Vec<Values<'db>> = results
            .yielded
            .into_iter()
            .map(|value| value.map_or_else(Values::none, |value| self.values(&opened, value)))
            .collect();
        Some(if results.delegates { Values::unknown() } else { Values::of_all(yielded) })
    }

    /// Asks the type checker what becomes of instances of these classes in `code`, which names them `u`.
    fn probe_all(&mut self, opened: &Opened<'db>, values: Values<'db>, code: &str) -> Values<'db> {
        let complete = values.complete;
        let mut probed = Values::none();
        let mut any = false;
        for ty in values.types.into_iter().filter(|ty| !ty.is_none(self.db)) {
            any = true;
            match self.probe(opened, ty, code) {
                Some((probe, expr)) => match locate::expression(probe.module.suite(), expr) {
                    Some(expr) => probed.add(self.values(&probe, expr)),
                    None => probed.complete = false,
                },
                None => probed.complete = false,
            }
        }
        probed.complete &= complete && any;
        probed
    }

    /// A module that does `code` with a parameter `u` of the type, and the range of its last expression.
    fn probe(&self, opened: &Opened<'db>, ty: Type<'db>, code: &str) -> Option<(Opened<'db>, TextRange)> {
        let Type::NominalInstance(instance) = ty else { return None };
        let environment = opened.model.program_environment();
        let module = instance.class_module_name(self.db, &environment)?;
        let class = instance.class_name(self.db, &environment);
        let text = format!("import {module}\nasync def probe(u: {module}.{class}):\n    {code}\n");
        let path = self.db.probe(opened.model.file(), text)?;
        let file = system_path_to_file(self.db, path).ok()?;
        let probe = Opened::new(self.db, ProgramFile::new(self.db, file, opened.model.program()));
        let Some(Stmt::FunctionDef(function)) = probe.module.suite().last() else { return None };
        let last = match function.body.last()? {
            Stmt::With(with) => with.body.last()?,
            stmt => stmt,
        };
        let range = last.as_expr_stmt()?.value.range();
        Some((probe, range))
    }

    /// What a call's function expression can be.
    pub fn targets(&mut self, opened: &Opened<'db>, function: &Expr) -> Targets<'db> {
        match function {
            Expr::Name(name) => {
                let definitions = Self::definitions_of_name(opened, &name.id, name.into());
                self.resolved(definitions)
            }
            Expr::Attribute(attribute) => {
                let inferred = self.inferred(opened, &attribute.value);
                let alternatives = inferred.types.iter().filter(|ty| !ty.is_none(self.db)).count();
                if inferred.complete && alternatives == 1 {
                    let definitions = Self::definitions_of_attribute(opened, attribute);
                    return self.resolved(definitions);
                }
                let base = self.values(opened, &attribute.value);
                let mut targets = Targets { definitions: Vec::new(), complete: base.complete };
                for ty in base.types.into_iter().filter(|ty| !ty.is_none(self.db)) {
                    let found = self.probe(opened, ty, &format!("u.{}", attribute.attr)).and_then(
                        |(probe, range)| {
                            let expr =
                                locate::expression(probe.module.suite(), range)?.as_attribute_expr()?;
                            Some(Self::definitions_of_attribute(&probe, expr))
                        },
                    );
                    let found = found.map(|found| self.resolved(found));
                    targets.complete &= found.as_ref().is_some_and(|found| found.complete);
                    targets.definitions.extend(found.into_iter().flat_map(|found| found.definitions));
                }
                targets
            }
            _ => Targets { definitions: Vec::new(), complete: false },
        }
    }

    /// Functions and classes as they are; a name that is bound to another one is followed.
    fn resolved(&mut self, definitions: Vec<Definition<'db>>) -> Targets<'db> {
        let mut targets = Targets { definitions: Vec::new(), complete: !definitions.is_empty() };
        for definition in definitions {
            match definition.kind(self.db) {
                DefinitionKind::Function(_) | DefinitionKind::Class(_) => {
                    targets.definitions.push(definition);
                }
                DefinitionKind::Assignment(kind) if kind.unpack().is_none() => {
                    let opened = Opened::new(self.db, definition.program_file(self.db));
                    let value = kind.value(&opened.module);
                    let step = (opened.model.program_file(), value.range());
                    if self.visiting.len() < MAX_STEPS && self.visiting.insert(step) {
                        let found = self.targets(&opened, value);
                        self.visiting.remove(&step);
                        targets.complete &= found.complete;
                        targets.definitions.extend(found.definitions);
                    } else {
                        targets.complete = false;
                    }
                }
                _ => targets.complete = false,
            }
        }
        targets
    }

    /// The dotted name of a definition: its module, the classes and functions around it, its own name.
    pub fn qualified(&self, definition: Definition<'db>) -> Option<String> {
        let file = definition.program_file(self.db);
        let module = self.db.module_name(file)?;
        let opened = Opened::new(self.db, file);
        let range = definition.focus_range(self.db, &opened.module).range();
        let mut parts = vec![module.as_str()];
        parts.extend(locate::enclosing(opened.module.suite(), range));
        let text = source_text(self.db, file.file(self.db));
        let name = text.get(range.start().to_usize()..range.end().to_usize())?.to_owned();
        parts.push(&name);
        Some(parts.join("."))
    }
}

fn decorated_only_by(function: &StmtFunctionDef, names: &[&str]) -> bool {
    function.decorator_list.iter().all(|decorator| {
        let called = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        match called {
            Expr::Name(name) => names.contains(&name.id.as_str()),
            Expr::Attribute(attribute) => names.contains(&attribute.attr.as_str()),
            _ => false,
        }
    })
}
