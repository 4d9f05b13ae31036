use super::*;
use crate::{Module, Source};
use ruff_text_size::TextSize;

struct Files(Vec<(&'static str, &'static str)>);

impl ProjectFiles for Files {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = self.0.iter().find(|(known, _)| *known == name);
        file.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

const DATABASE: &str = r#"
import functools
import sqlite3
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import aiosqlite
import psycopg2

shared = sqlite3.connect("x")


def plain():
    return sqlite3.connect("x")


def annotated() -> sqlite3.Connection:
    return plain()


@functools.lru_cache
def cached():
    connection = plain()
    return connection


async def opened():
    return await aiosqlite.connect("x")


@contextmanager
def session():
    connection = plain()
    try:
        yield connection
    finally:
        connection.close()


@asynccontextmanager
async def async_session():
    async with aiosqlite.connect("x") as connection:
        yield connection


def endless():
    return endless()


def either(flag):
    if flag:
        return sqlite3.connect("x")
    return psycopg2.connect("y")


class Store:
    def __init__(self, given=None):
        self.made = sqlite3.connect("x")
        self.late = None
        self.given = given

    def open(self):
        self.late = plain()

    @property
    def connection(self):
        return plain()

    def cursor(self):
        return self.made.cursor()


class Wrapper:
    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection

    def execute(self, query, parameters=()):
        return self.connection.execute(query, parameters)


class Sub(sqlite3.Connection):
    pass


@dataclass
class Repository:
    connection: sqlite3.Connection


def store():
    return Store()
"#;

const USES: &str = r#"
import sqlite3
import psycopg2
from . import database
from .database import *

def uses(parameter: sqlite3.Connection, unknown, flag):
    local = sqlite3.connect("x")
    with sqlite3.connect("x") as entered:
        pass
    with session() as generated:
        pass
    sub = sqlite3.connect("x", factory=Sub)
    if (walrus := sqlite3.connect("x")):
        pass
    two = sqlite3.connect("x") if flag else psycopg2.connect("y")
    maybe = None
    if flag:
        maybe = plain()
    cursor = plain().cursor()

    local.execute
    local.cursor().execute
    entered.execute
    parameter.execute
    walrus.execute
    maybe.execute
    cursor.execute
    sub.execute
    generated.execute
    database.shared.execute
    plain().execute
    annotated().execute
    cached().execute
    Store().made.execute
    Store().late.execute
    Store().connection.execute
    store().cursor().execute
    Repository(local).connection.execute
    Wrapper(local).execute
    psycopg2.connect("x").cursor().execute
    two.execute
    unknown.execute
    endless().execute
    either(flag).execute
    Store().given.execute
    undefined.execute

async def asynchronous():
    connection = await opened()
    async with async_session() as other:
        pass
    connection.execute
    other.execute
"#;

/// What each line of [`USES`] that asks for `.execute` reaches.
fn reached() -> Vec<String> {
    let files = vec![("app/__init__.py", ""), ("app/database.py", DATABASE), ("app/uses.py", USES)];
    let types = Types::new(Arc::new(Files(files)), Layout::default());
    assert!(!types.is_started());
    let file = types.of("app/uses.py");
    let module = Module::parse(Source::decode(USES.as_bytes().to_vec()).unwrap()).unwrap();
    let lines = USES.match_indices(".execute\n").map(|(at, found)| {
        let start = module.source().line_start(TextSize::try_from(at).unwrap()).to_usize();
        let text = &USES[start..at + found.len()];
        let indent = text.len() - text.trim_start().len();
        let range = TextRange::new(
            TextSize::try_from(start + indent).unwrap(),
            TextSize::try_from(start + text.trim_end().len()).unwrap(),
        );
        let callees = file.callees(range);
        let names: Vec<&str> = callees.definitions.iter().map(|callee| callee.qualified.as_str()).collect();
        let open = if callees.complete { "" } else { " ..." };
        format!("{}: {}{open}", module.slice(range).trim_end_matches(".execute"), names.join(" "))
    });
    lines.collect()
}

#[test]
fn receivers_are_known_by_provenance() {
    let expected = [
        "local: sqlite3.Connection.execute",
        "local.cursor(): sqlite3.Cursor.execute",
        "entered: sqlite3.Connection.execute",
        "parameter: sqlite3.Connection.execute",
        "walrus: sqlite3.Connection.execute",
        "maybe: sqlite3.Connection.execute",
        "cursor: sqlite3.Cursor.execute",
        "sub: sqlite3.Connection.execute",
        "generated: sqlite3.Connection.execute",
        "database.shared: sqlite3.Connection.execute",
        "plain(): sqlite3.Connection.execute",
        "annotated(): sqlite3.Connection.execute",
        "cached(): sqlite3.Connection.execute",
        "Store().made: sqlite3.Connection.execute",
        "Store().late: sqlite3.Connection.execute",
        "Store().connection: sqlite3.Connection.execute",
        "store().cursor(): sqlite3.Cursor.execute",
        "Repository(local).connection: sqlite3.Connection.execute",
        "Wrapper(local): app.database.Wrapper.execute",
        "psycopg2.connect(\"x\").cursor(): psycopg2.extensions.cursor.execute",
        // Each of these can be something else, and says so.
        "two: sqlite3.Connection.execute ...",
        "unknown:  ...",
        "endless():  ...",
        "either(flag): sqlite3.Connection.execute ...",
        "Store().given:  ...",
        "undefined:  ...",
        "connection: aiosqlite.core.Connection.execute",
        "other: aiosqlite.core.Connection.execute",
    ];
    assert_eq!(reached(), expected);
}

fn ask(text: &'static str, expr: &str) -> Arc<Answer> {
    let types = Types::new(Arc::new(Files(vec![("m.py", text)])), Layout::default());
    let at = TextSize::try_from(text.rfind(expr).unwrap()).unwrap();
    types.of("m.py").value(TextRange::at(at, TextSize::of(expr)))
}

#[test]
fn values_are_told_apart() {
    let instance = |names: &[&str]| Value::Instance(names.iter().map(|name| (*name).to_owned()).collect());
    let text = "def f(x: str):\n    for table in ('a', 'b'):\n        print(table)\n";
    assert_eq!(ask(text, "table").values, [Value::Text("a".into()), Value::Text("b".into())]);
    let text =
        "import enum\nclass T(enum.Enum):\n    A = 'a'\n    B = 'b'\ndef f(t: T):\n    return t.value, T.A\n";
    assert_eq!(ask(text, "T.A").values, [Value::EnumMember("T".into())]);
    assert_eq!(ask(text, "t.value").values, [Value::Text("a".into()), Value::Text("b".into())]);
    assert_eq!(ask("x = None\nx\n", "x").values, [Value::None]);
    assert_eq!(ask("x = 5\nx\n", "x").values, [instance(&["builtins.int", "builtins.object"])]);
    let text = "class A: pass\nclass B(A): pass\nB()\n";
    assert_eq!(ask(text, "B()").values, [instance(&["m.B", "m.A", "builtins.object"])]);
    assert_eq!(ask("def f(x):\n    return x\n", "x"), Arc::default());
}

#[test]
fn containers_say_what_they_hold() {
    let arguments = |annotation: &str| {
        let text: &'static str =
            format!("from decimal import Decimal\ndef f(x: {annotation}):\n    return x\n").leak();
        let place = TextRange::at(TextSize::try_from(text.rfind('x').unwrap()).unwrap(), 1.into());
        let types = Types::new(Arc::new(Files(vec![("m.py", text)])), Layout::default());
        let known = types.of("m.py").arguments(place);
        let class = |value: &Value| match value {
            Value::Instance(classes) => classes[0].rsplit('.').next().unwrap().to_owned(),
            other => format!("{other:?}"),
        };
        let names = |answer: &Answer| {
            let end = if answer.complete { "" } else { "?" };
            answer.values.iter().map(class).collect::<Vec<_>>().join(" ") + end
        };
        known.iter().map(names).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(arguments("list[Decimal]"), "Decimal");
    assert_eq!(arguments("dict[str, Decimal | None]"), "str, Decimal None");
    assert_eq!(arguments("tuple[Decimal, ...]"), "Decimal");
    assert_eq!(arguments("tuple[tuple[int, str], Decimal]"), "tuple int str, Decimal");
    assert_eq!(arguments("list[dict[str, list[Decimal]]]"), "dict str list Decimal");
    assert_eq!(arguments("list[int] | set[Decimal]"), "int Decimal");
    assert_eq!((arguments("list").as_str(), arguments("int").as_str()), ("?", ""));
    assert_eq!(arguments("list[set]"), "set?");
}

#[test]
fn distributions_see_their_own_modules() {
    let files = vec![
        ("a/src/app/__init__.py", ""),
        ("a/src/app/db.py", "import sqlite3\nconn = sqlite3.connect('x')\n"),
        ("a/src/app/main.py", "from app.db import conn\nconn.execute\n"),
        ("b/src/app/__init__.py", ""),
        ("b/src/app/db.py", "import duckdb\nconn = duckdb.connect('x')\n"),
        ("b/src/app/main.py", "from app.db import conn\nconn.execute\n"),
    ];
    let layout = Layout {
        searched: ["", "a/src", "b/src"]
            .map(|root| Searched { first: vec![root.to_owned()], behind: Vec::new() })
            .to_vec(),
        roots: [("a/src".into(), 1), ("b/src".into(), 2)].into(),
        ..Layout::default()
    };
    let types = Types::new(Arc::new(Files(files)), layout);
    let reached = |name: &str| {
        let at = TextSize::of("from app.db import conn\n");
        types.of(name).callees(TextRange::at(at, TextSize::of("conn.execute"))).definitions[0]
            .qualified
            .clone()
    };
    assert_eq!(reached("a/src/app/main.py"), "sqlite3.Connection.execute");
    assert!(reached("b/src/app/main.py").starts_with("duckdb."));
    let file = types.of("b/src/app/main.py");
    assert_eq!(file.resolves("app.db"), Some(Origin::Project(Some("b/src/app/db.py".into()))));
    assert_eq!(file.resolves(".db"), Some(Origin::Project(Some("b/src/app/db.py".into()))));
    assert_eq!(file.resolves("sqlite3"), Some(Origin::StandardLibrary));
    assert_eq!(file.resolves("psycopg2"), Some(Origin::Package));
    assert_eq!(file.resolves("nowhere"), None);
}

#[test]
fn a_module_named_like_one_of_the_core_of_the_standard_library_spoils_no_answer() {
    let text = "import tools\ndef f(*args):\n    args\n    tools.first(args)\n    len(args)\n";
    let types_py = "from typing import Tuple\nGenericAlias = Tuple\nclass Mine:\n    pass\nMine()\n";
    let files = vec![
        ("old/m.py", text),
        (
            "old/tools.py",
            "from enum import Enum\nfrom typing import *\ndef first(values):\n    return values[0]\n",
        ),
        (
            "old/enum.py",
            "from types import *\nclass Enum(base(int)):\n    pass\nclass IntFlag(Enum):\n    pass\n",
        ),
        (
            "old/typing.py",
            "import enum\nTuple = enum.Enum('Tuple')\nclass Protocol(Tuple, metaclass=Tuple):\n    pass\n",
        ),
        ("old/types.py", types_py),
    ];
    let made =
        TextRange::at(TextSize::try_from(types_py.rfind("Mine()").unwrap()).unwrap(), TextSize::of("Mine()"));
    let layout = Layout {
        searched: vec![Searched { first: Vec::new(), behind: vec!["old".into()] }],
        roots: [("old".into(), 0)].into(),
        ..Layout::default()
    };
    let types = Types::new(Arc::new(Files(files)), layout);
    let file = types.of("old/m.py");
    let at = |words: &str| {
        TextRange::at(TextSize::try_from(text.rfind(words).unwrap()).unwrap(), TextSize::of(words))
    };
    let answer = file.value(at("args"));
    let [Value::Instance(classes)] = &answer.values[..] else { panic!("{answer:?}") };
    assert!(answer.complete && classes[0] == "builtins.tuple");
    assert_eq!(file.callees(at("tools.first")).definitions[0].qualified, "tools.first");
    assert_eq!(file.callees(at("len")).definitions[0].qualified, "builtins.len");
    assert_eq!(file.resolves("enum"), Some(Origin::StandardLibrary));
    assert_eq!(file.resolves("tools"), Some(Origin::Project(Some("old/tools.py".into()))));
    // What `import types` finds is another module; the classes of the file have their names all the same.
    let made = types.of("old/types.py").value(made);
    assert_eq!(made.values, [Value::Instance(vec!["types.Mine".to_owned(), "builtins.object".to_owned()])]);
}

#[test]
fn what_an_edit_wrote_is_unknown_and_the_rest_is_found_again() {
    let text = "import sqlite3\nc = sqlite3.connect('x')\nc.execute\n";
    let types = Types::new(Arc::new(Files(vec![("m.py", text)])), Layout::default());
    let map = OffsetMap::new(&[crate::Edit::insert(TextSize::of("import sqlite3\n"), "import os\n")]);
    let file = types.of("m.py").edited([&map]);
    let at = TextSize::try_from(text.rfind("c.execute").unwrap() + "import os\n".len()).unwrap();
    assert!(file.callees(TextRange::at(at, 9.into())).complete);
    assert!(!file.callees(TextRange::at(TextSize::of("import sqlite3\n"), 9.into())).complete);
}

#[test]
fn errors_are_those_of_the_file() {
    let text = "import sqlite3\nx: int = 'a'\n";
    let types = Types::new(Arc::new(Files(vec![("m.py", text)])), Layout::default());
    let errors = types.errors("m.py").unwrap();
    assert_eq!(errors.iter().map(|error| error.rule.as_str()).collect::<Vec<_>>(), ["invalid-assignment"]);
}

#[test]
fn a_panic_below_the_type_checker_is_an_unknown_answer() {
    struct Broken;
    impl ProjectFiles for Broken {
        fn names(&self) -> Vec<String> {
            vec!["a.py".to_owned(), "b.py".to_owned()]
        }
        fn read(&self, name: &str) -> io::Result<Vec<u8>> {
            assert_eq!(name, "a.py", "no other file can be read");
            Ok(b"from b import x\nx\n1\n".to_vec())
        }
    }
    std::panic::set_hook(Box::new(|_| {}));
    let types = Types::new(Arc::new(Broken), Layout::default());
    let file = types.of("a.py");
    let broken = file.value(TextRange::at(TextSize::of("from b import x\n"), 1.into()));
    let other = types.of("missing.py").value(TextRange::at(0.into(), 1.into()));
    drop(std::panic::take_hook());
    assert_eq!((broken, other), (Arc::default(), Arc::default()));
}
