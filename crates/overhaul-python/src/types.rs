//! Types on demand: what an expression is and what a call reaches, asked from a type checker (ty) in process.
//!
//! A question costs milliseconds, so codemods ask at candidate places only; a run that asks nothing builds nothing.
//! A panic inside the type checker is an unknown answer.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ruff_db::files::system_path_to_file;
use ruff_python_ast::Expr;
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;
use ty_python_core::definition::{Definition, DefinitionKind};
use ty_python_semantic::Db as _;
use ty_python_semantic::types::Type;

use crate::edit::OffsetMap;
use crate::module::Module;
use crate::source::Source;
use database::Database;
use inference::{Inference, Opened};

mod arguments;
mod check;
mod classes;
mod database;
mod inference;
mod layout;
mod locate;
mod system;

pub use check::TypeError;
pub use layout::{Layout, Searched};

/// The Python files of a project, for the type checker.
pub trait ProjectFiles: Send + Sync {
    /// Relative to the project's root, with `/` between the parts.
    fn names(&self) -> Vec<String>;

    fn read(&self, name: &str) -> io::Result<Vec<u8>>;

    /// Hears of each path outside of the project that answers depend on, whether something is there or not.
    fn looked_at(&self, _path: &Path) {}
}

/// The type checker over one project. Its database is built by the first question.
pub struct Types {
    project: Arc<dyn ProjectFiles>,
    layout: Arc<Layout>,
    database: OnceLock<Option<Mutex<Database>>>,
    /// The files that a question led to, by name.
    modules: Mutex<BTreeMap<String, Read>>,
    /// What was asked about each file, by name.
    answers: Mutex<FxHashMap<String, Arc<Answers>>>,
}

/// A file that a question led to.
enum Read {
    /// It was looked at, and not parsed so far.
    Bytes(Arc<[u8]>),
    /// `None` where it cannot be read or parsed.
    Parsed(Option<Arc<Module>>),
}

/// What was asked about a file as the project has it: the same is asked again and again.
#[derive(Default)]
struct Answers {
    values: Known<Answer>,
    arguments: Known<Vec<Answer>>,
    callees: Known<Callees>,
    /// The places of its type errors, sorted.
    errors: OnceLock<Option<Vec<u32>>>,
    /// Where its imports lead, by what they name.
    origins: Mutex<FxHashMap<String, Option<Origin>>>,
}

/// Answers by the range of the expression.
struct Known<T>(Mutex<FxHashMap<TextRange, Arc<T>>>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Default> Known<T> {
    /// No lock is held while the type checker thinks.
    fn get_or(&self, range: TextRange, ask: impl FnOnce() -> Option<T>) -> Arc<T> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known().get(&range) {
            return Arc::clone(answer);
        }
        let answer = Arc::new(ask().unwrap_or_default());
        Arc::clone(known().entry(range).or_insert(answer))
    }
}

/// What an expression can be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// In the order in which the type checker names them.
    pub values: Vec<Value>,
    /// Whether it can be nothing else.
    pub complete: bool,
}

/// One kind of object that an expression can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    None,
    /// Exactly this text.
    Text(String),
    /// The qualified names of the object's class and of the classes that it inherits from, the nearest first.
    Instance(Vec<String>),
    /// A class itself.
    Class(Vec<String>),
    /// A member of an Enum, by the qualified name of its class.
    EnumMember(String),
    /// A module, a function or something else that has no class of interest.
    Other,
}

/// What a call can reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Callees {
    pub definitions: Vec<Callee>,
    /// Whether it can reach nothing else.
    pub complete: bool,
}

/// A function, method or class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callee {
    /// Module, classes around it and name, joined by dots: `sqlite3.Connection.execute`.
    pub qualified: String,
    pub is_class: bool,
    /// The file of the project that defines it, and the range of the name that it is given there.
    pub place: Option<(String, TextRange)>,
}

/// Where `import` finds a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In this file of the project; a namespace package has none.
    Project(Option<String>),
    StandardLibrary,
    /// Installed, or known by a stub of ours.
    Package,
}

impl Types {
    pub fn new(project: Arc<dyn ProjectFiles>, layout: Layout) -> Self {
        Self {
            project,
            layout: Arc::new(layout),
            database: OnceLock::new(),
            modules: Mutex::default(),
            answers: Mutex::default(),
        }
    }

    /// Whether a question was asked.
    pub fn is_started(&self) -> bool {
        self.database.get().is_some()
    }

    /// Answers about a file as the project has it.
    pub fn of<'a>(&'a self, name: &'a str) -> FileTypes<'a> {
        FileTypes {
            types: self,
            name,
            edits: Vec::new(),
            database: OnceCell::new(),
            answers: OnceCell::new(),
        }
    }

    /// Frees the type checker's tree of a file that nothing more will be asked about soon; a later question parses it again.
    pub fn release(&self, name: &str) {
        let is_asked = self.answers.lock().unwrap_or_else(PoisonError::into_inner).contains_key(name);
        let Some(database) = is_asked.then(|| self.database()).flatten() else { return };
        let _: Option<()> = caught(|| {
            let file = system_path_to_file(&database, system::project_path(name)).ok()?;
            let opened = Opened::new(&database, database.program_file(file));
            opened.module.module().clear();
            Some(())
        });
    }

    fn answers(&self, name: &str) -> Arc<Answers> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        match answers.get(name) {
            Some(known) => Arc::clone(known),
            None => Arc::clone(answers.entry(name.to_owned()).or_default()),
        }
    }

    /// A file as the project has it, if a look at its bytes says so; read and parsed once a run. `None` where it cannot be
    /// read or parsed.
    fn module(&self, name: &str, looks: impl FnOnce(&[u8]) -> bool) -> Option<Arc<Module>> {
        let known = || self.modules.lock().unwrap_or_else(PoisonError::into_inner);
        let read = match known().get(name) {
            Some(Read::Parsed(module)) => return module.clone(),
            Some(Read::Bytes(bytes)) => Some(Arc::clone(bytes)),
            None => None,
        };
        let read = read.or_else(|| self.project.read(name).ok().map(Arc::from));
        if let Some(bytes) = read.as_ref().filter(|bytes| !looks(bytes)) {
            known().entry(name.to_owned()).or_insert_with(|| Read::Bytes(Arc::clone(bytes)));
            return None;
        }
        let parse = || Module::parse(Source::decode(read?.to_vec()).ok()?).ok().map(Arc::new);
        let module = caught(parse);
        known().insert(name.to_owned(), Read::Parsed(module.clone()));
        module
    }

    /// A handle of its own on the database, which all threads share.
    fn database(&self) -> Option<Database> {
        let database = self.database.get_or_init(|| {
            let build = || Database::new(Arc::clone(&self.project), Arc::clone(&self.layout));
            caught(build).map(Mutex::new)
        });
        Some(database.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

/// Answers about one file. Ranges are those of the file's text after the edits that [`Self::edited`] was told of;
/// about what an edit wrote nothing is known.
pub struct FileTypes<'a> {
    types: &'a Types,
    name: &'a str,
    edits: Vec<&'a OffsetMap>,
    database: OnceCell<Option<Database>>,
    answers: OnceCell<Arc<Answers>>,
}

impl<'a> FileTypes<'a> {
    /// The same answers by the ranges of a later text.
    #[must_use]
    pub fn edited(mut self, maps: impl IntoIterator<Item = &'a OffsetMap>) -> Self {
        self.edits.extend(maps);
        self
    }

    /// Whether a question was asked in this run.
    pub fn is_started(&self) -> bool {
        self.types.is_started()
    }

    /// Whether ranges are those of another text than the project has.
    pub fn is_edited(&self) -> bool {
        !self.edits.is_empty()
    }

    /// Answers about another file, as the project has it.
    pub fn beside<'b>(&self, name: &'b str) -> FileTypes<'b>
    where
        'a: 'b,
    {
        let database = OnceCell::new();
        if let Some(known) = self.database.get() {
            // A cell that is new takes its first value.
            let _ = database.set(known.clone());
        }
        FileTypes { types: self.types, name, edits: Vec::new(), database, answers: OnceCell::new() }
    }

    /// The name of the file.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The file as the project has it, for code that a call reaches in it; its ranges are the file's own.
    pub fn module(&self) -> Option<Arc<Module>> {
        self.module_where(|_| true)
    }

    /// [`Self::module`], if a look at its bytes says so: `None` where that says no.
    pub fn module_where(&self, looks: impl FnOnce(&[u8]) -> bool) -> Option<Arc<Module>> {
        self.types.module(self.name, looks)
    }

    /// The bytes of the file as the project has it, for a look that decides whether it is parsed.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.types.project.read(self.name).ok()
    }

    /// Whether the type checker finds an error inside this range, or gives no answer.
    pub fn has_error(&self, range: TextRange) -> bool {
        let Some(range) = self.original(range) else { return true };
        let places = |errors: Vec<TypeError>| errors.iter().map(|error| error.offset).collect::<Vec<u32>>();
        let Some(errors) = self.answers().errors.get_or_init(|| self.types.errors(self.name).map(places))
        else {
            return true;
        };
        let first = errors.partition_point(|offset| *offset < range.start().to_u32());
        errors.get(first).is_some_and(|offset| *offset < range.end().to_u32())
    }

    /// What the expression with this range can be.
    pub fn value(&self, range: TextRange) -> Arc<Answer> {
        let Some(range) = self.original(range) else { return Arc::default() };
        self.answers().values.get_or(range, || {
            self.ask(range, |database, opened, expr| {
                let values = Inference::new(database).values(opened, expr);
                Answer {
                    values: values.types.iter().map(|ty| value(database, opened, *ty)).collect(),
                    complete: values.complete,
                }
            })
        })
    }

    /// What the expression with this range holds, where its type says: for each type argument (`str` and `int` of a
    /// `dict[str, int]`) the classes that it names, those inside of other arguments too.
    pub fn arguments(&self, range: TextRange) -> Arc<Vec<Answer>> {
        let Some(range) = self.original(range) else { return Arc::default() };
        self.answers().arguments.get_or(range, || {
            self.ask(range, |database, opened, expr| {
                arguments::of_all(database, opened, Inference::new(database).values(opened, expr))
            })
        })
    }

    /// What a call reaches whose function is the expression with this range.
    pub fn callees(&self, range: TextRange) -> Arc<Callees> {
        let Some(range) = self.original(range) else { return Arc::default() };
        self.answers().callees.get_or(range, || {
            self.ask(range, |database, opened, expr| {
                let mut inference = Inference::new(database);
                let targets = inference.targets(opened, expr);
                let mut callees = Callees { definitions: Vec::new(), complete: targets.complete };
                for definition in targets.definitions {
                    match callee(database, &inference, definition) {
                        Some(callee) if callees.definitions.contains(&callee) => {}
                        Some(callee) => callees.definitions.push(callee),
                        None => callees.complete = false,
                    }
                }
                // Overloads are several definitions of one name.
                callees.definitions.dedup_by(|a, b| a.qualified == b.qualified && a.place.is_none());
                callees
            })
        })
    }

    /// What `import module` finds from this file; with leading dots, what `from module import ...` does.
    pub fn resolves(&self, module: &str) -> Option<Origin> {
        let known = || self.answers().origins.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(origin) = known().get(module) {
            return origin.clone();
        }
        let origin = self.resolved(module);
        known().insert(module.to_owned(), origin.clone());
        origin
    }

    fn resolved(&self, module: &str) -> Option<Origin> {
        let dots = module.len() - module.trim_start_matches('.').len();
        let name = Some(&module[dots..]).filter(|name| !name.is_empty());
        self.with_file(|database, opened| {
            let found = opened.model.resolve_module(name, u32::try_from(dots).ok()?)?;
            let Some(file) = found.file(database) else { return Some(Origin::Project(None)) };
            Some(match file.path(database).as_system_path() {
                None => Origin::StandardLibrary,
                Some(path) => match system::project_name(path) {
                    Some(name) => Origin::Project(Some(name.to_owned())),
                    None => Origin::Package,
                },
            })
        })
    }

    fn answers(&self) -> &Answers {
        self.answers.get_or_init(|| self.types.answers(self.name))
    }

    /// Asks about an expression of the file as the project has it.
    fn ask<T>(
        &self,
        range: TextRange,
        question: impl FnOnce(&Database, &Opened<'_>, &Expr) -> T,
    ) -> Option<T> {
        self.with_file(|database, opened| {
            let expr = locate::expression(opened.module.suite(), range)?;
            Some(question(database, opened, expr))
        })
    }

    fn with_file<T>(&self, question: impl FnOnce(&Database, &Opened<'_>) -> Option<T>) -> Option<T> {
        let database = self.database.get_or_init(|| self.types.database()).as_ref()?;
        caught(|| {
            let file = system_path_to_file(database, system::project_path(self.name)).ok()?;
            let opened = Opened::new(database, database.program_file(file));
            question(database, &opened)
        })
    }

    /// The range in the file as the project has it.
    fn original(&self, range: TextRange) -> Option<TextRange> {
        self.edits.iter().rev().try_fold(range, |range, map| {
            let kept = !map.wrote_at(range);
            kept.then(|| TextRange::at(map.backward(range.start()), range.len()))
        })
    }
}

/// A panic of the type checker is no answer.
fn caught<T>(question: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(question)).ok().flatten()
}

fn value<'db>(database: &'db Database, opened: &Opened<'db>, ty: Type<'db>) -> Value {
    let environment = opened.model.program_environment();
    if ty.is_none(database) {
        return Value::None;
    }
    match ty {
        Type::NominalInstance(_) => Value::Instance(ancestors(database, opened, ty)),
        Type::ClassLiteral(_) | Type::GenericAlias(_) | Type::SubclassOf(_) => {
            Value::Class(ancestors(database, opened, ty))
        }
        Type::LiteralValue(literal) if literal.is_enum() => {
            let shown = ty.display(database, &environment).to_string();
            let class = shown.trim_start_matches("Literal[").split('.').next().unwrap_or_default();
            Value::EnumMember(class.to_owned())
        }
        Type::LiteralValue(_) => literal(&ty.display(database, &environment).to_string()),
        _ => Value::Other,
    }
}

/// A literal by the way in which the type checker shows it: `Literal["a"]`.
fn literal(shown: &str) -> Value {
    let class = |name: &str| Value::Instance(vec![format!("builtins.{name}"), "builtins.object".to_owned()]);
    let Some(inner) = shown.strip_prefix("Literal[").and_then(|rest| rest.strip_suffix(']')) else {
        return if shown == "LiteralString" { class("str") } else { Value::Other };
    };
    match ruff_python_parser::parse_expression(inner).map(Parsed::into_expr) {
        Ok(Expr::StringLiteral(text)) => Value::Text(text.value.to_str().to_owned()),
        Ok(Expr::BytesLiteral(_)) => class("bytes"),
        Ok(Expr::BooleanLiteral(_)) => {
            Value::Instance(["bool", "int", "object"].map(|name| format!("builtins.{name}")).to_vec())
        }
        Ok(Expr::NumberLiteral(_) | Expr::UnaryOp(_)) => class("int"),
        _ => Value::Other,
    }
}

fn ancestors<'db>(database: &'db Database, opened: &Opened<'db>, ty: Type<'db>) -> Vec<String> {
    classes::ancestors(database, opened, ty).into_iter().map(|class| class.qualified).collect()
}

fn callee<'db>(
    database: &'db Database,
    inference: &Inference<'db>,
    definition: Definition<'db>,
) -> Option<Callee> {
    let path = definition.file(database).path(database).as_system_path();
    let place = path.and_then(system::project_name).map(|name| {
        let opened = Opened::new(database, definition.program_file(database));
        (name.to_owned(), definition.focus_range(database, &opened.module).range())
    });
    Some(Callee {
        qualified: inference.qualified(definition)?,
        is_class: matches!(definition.kind(database), DefinitionKind::Class(_)),
        place,
    })
}

#[cfg(test)]
mod tests;
