"""Holds the stubs for drivers and clients, and the table of SQL sinks, against the real packages.

Run with a Python in whose environment the packages of requirements.txt are installed:

    python -m venv /tmp/drivers && /tmp/drivers/bin/pip install -r tests/drivers/requirements.txt
    /tmp/drivers/bin/python tests/drivers/check_stubs.py

A package that is not installed, or does not import, is named as skipped. Exits with 1, and a list, when
anything differs.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import textwrap
import tomllib
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STUBS = ROOT / "crates/overhaul-python/stubs"
TABLE = ROOT / "codemods/parameterize_sql/drivers.toml"

# What a stub declares although no look at the real class finds it.
FORWARDED = {
    "django.db.models.base.Model.objects": "put on each concrete model by the metaclass",
    "django.db.models.base.Model.__getattr__": "stands for the fields and managers of the concrete models",
    "psutil.Process.info": "put on each process by process_iter",
    "flask_sqlalchemy.extension.SQLAlchemy.text": "found by __getattr__ in sqlalchemy",
    "mysql.connector.pooling.PooledMySQLConnection.cursor": "found by __getattr__ in the connection",
    **dict.fromkeys(
        [
            f"sqlalchemy.orm.decl_api.{base}.{name}"
            for base in ("DeclarativeBase", "DeclarativeBaseNoMeta")
            for name in ("metadata", "registry", "__table__")
        ],
        "put on each subclass when it is made",
    ),
    **dict.fromkeys(
        [f"sqlalchemy.pool.base.PoolProxiedConnection.{n}" for n in ("cursor", "commit", "rollback")],
        "found by the concrete class in the driver's connection",
    ),
    "mysql.connector.abstracts.MySQLCursorAbstract.__iter__": "on the concrete cursors only",
    "mysql.connector.abstracts.MySQLCursorAbstract.__next__": "on the concrete cursors only",
}
# Docstrings that name the parameters otherwise than the function does when called.
MISTOLD = {"psycopg2.extensions.quote_ident": "takes ident and scope"}
# Clients of other things than databases that speak SQL: their `command` and `query` are none of the table's.
SPEAK_NO_SQL = {"aiohttp", "cryptography", "httpx", "jwt", "psutil", "redis", "requests", "yaml"}
# Parameters that take SQL: a callable with one of them is in the table, or here with the reason.
TAKES_SQL = {
    "command", "dml", "operation", "query", "raw_query", "sql", "sql_query", "sql_script", "statement", "statements",
}
SENDS_NOTHING = {
    "mogrify": "gives the text back",
    "extract_statements": "parses only",
    "get_table_names": "parses only",
    "cmd_stmt_prepare": "the values go to cmd_stmt_execute",
    "from_statement": "takes a finished statement, which runs later",
}
# Coroutines of the real package, and why the stub has a plain function.
ABSTRACT = {
    "mysql.connector.aio.abstracts.MySQLConnectionAbstract.cmd_query_iter": "an asynchronous generator where it has a body",
}
# What a plain function of the stub may give where the real one is a coroutine.
AWAITABLE = ("Awaitable", "Result[", "_ContextManager[", "_Startable[", "CursorFactory")
DRIVER_MODULES = {"peewee-sqlite": None, "peewee-postgresql": None, "peewee-mysql": None, "psycopg-raw": None}
SHAPES = {"sequence", "mapping", "either", "arguments", "none"}
WANTS = {"string", "text", "either"}
DIALECTS = {"sqlite", "postgresql", "mysql", "mssql", "oracle", "duckdb", "any"}

complaints: list[str] = []
unchecked: list[str] = []
skipped: dict[str, str] = {}
counts = {"modules": 0, "names": 0, "members": 0, "signatures": 0, "from docstrings": 0, "sinks": 0}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Stub:
    """One stub file: its module's name and its tree."""

    def __init__(self, path: Path) -> None:
        parts = list(path.relative_to(STUBS).with_suffix("").parts)
        parts[0] = parts[0].removesuffix("-stubs")
        if parts[-1] == "__init__":
            parts.pop()
        self.module = ".".join(parts)
        self.package = parts[0]
        self.text = path.read_text()
        self.tree = ast.parse(self.text)


def complain(text: str) -> None:
    complaints.append(text)


def load(module: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(module)


def is_public(name: str) -> bool:
    return not name.startswith("_")


def targets(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        return [t.id for t in node.targets if isinstance(t, ast.Name)]
    return []


def set_on_self(cls: type) -> set[str]:
    """The attributes that the methods of a class give to self, and the ones it annotates."""
    found: set[str] = set()
    for base in cls.__mro__:
        if base is object:
            continue
        found |= set(vars(base).get("__annotations__", {}))
        # By its methods, for a class that gives itself out as one of another module is not found in that module's file.
        for part in (base, *filter(inspect.isfunction, vars(base).values())):
            try:
                tree = ast.parse(textwrap.dedent(inspect.getsource(part)))
            except (OSError, TypeError, SyntaxError):
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    if isinstance(node.value, ast.Name) and node.value.id == "self":
                        found.add(node.attr)
    return found


def from_docstring(real: Any) -> inspect.Signature | None:
    """The signature that the docstring of a function written in C opens with."""
    text = (getattr(real, "__doc__", None) or "").strip()
    match = re.match(r"[\w.]+\(((?:[^()]|\([^()]*\))*)\)", text)
    if match is None or "..." in match[1] or "<" in match[1]:
        return None
    listed = re.sub(r"\[,?\s*(\w+)\]", r"\1=None", match[1])
    listed = re.sub(r"=\s*(self|extensions)\.\w+", "=None", listed)
    listed = re.sub(r"^self(, |$)", "", listed)
    try:
        # Parsed, never run.
        arguments = ast.parse(f"def f(self, {listed}): ...").body[0].args  # type: ignore[attr-defined]
    except SyntaxError:
        return None
    kinds = inspect.Parameter
    plain = [kinds(a.arg, kinds.POSITIONAL_OR_KEYWORD) for a in arguments.args]
    plain += [kinds(a.arg, kinds.KEYWORD_ONLY) for a in arguments.kwonlyargs]
    try:
        return inspect.Signature(plain)
    except ValueError:
        return None


def signature(real: Any) -> tuple[inspect.Signature | None, bool]:
    """The signature, and whether only the docstring tells it."""
    try:
        return inspect.signature(real), False
    except (TypeError, ValueError):
        return from_docstring(real), True


class Parameters:
    """What a signature takes, without self."""

    def __init__(self, found: inspect.Signature, bound: bool) -> None:
        kinds = inspect.Parameter
        every = list(found.parameters.values())
        if bound and every and every[0].kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD):
            every = every[1:]
        self.positional = [p.name for p in every if p.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)]
        self.keyword = [p.name for p in every if p.kind is kinds.KEYWORD_ONLY]
        self.star = next((p.name for p in every if p.kind is kinds.VAR_POSITIONAL), None)
        self.stars = next((p.name for p in every if p.kind is kinds.VAR_KEYWORD), None)

    @property
    def is_open(self) -> bool:
        """Takes anything: a wrapper that tells nothing of what it wraps."""
        return not self.positional and not self.keyword and self.star is not None and self.stars is not None


class StubParameters:
    def __init__(self, node: Function, bound: bool) -> None:
        self.positional = [a.arg for a in node.args.posonlyargs + node.args.args]
        if bound and self.positional:
            self.positional = self.positional[1:]
        self.unnamed = {a.arg for a in node.args.posonlyargs}
        self.keyword = [a.arg for a in node.args.kwonlyargs]
        self.star = node.args.vararg.arg if node.args.vararg else None
        self.stars = node.args.kwarg.arg if node.args.kwarg else None

    @property
    def is_open(self) -> bool:
        return not self.positional and not self.keyword and self.star is not None and self.stars is not None


def decorated(node: Function, name: str) -> bool:
    return any(isinstance(d, ast.Name) and d.id == name for d in node.decorator_list)


def compare(where: str, node: Function, real: Any, method: bool) -> None:
    """Whether the parameters that the stub lists are those of the real function."""
    static = decorated(node, "staticmethod")
    stub = StubParameters(node, method and not static)
    found, told = signature(real)
    if found is None or told and where in MISTOLD:
        unchecked.append(where)
        return
    # A class and a bound method show their signature without self.
    bound = method and not static and not inspect.isclass(real) and not inspect.ismethod(real)
    taken = Parameters(found, bound or (told and not bound))
    if taken.is_open and not stub.is_open:
        unchecked.append(where)
        return
    counts["from docstrings" if told else "signatures"] += 1
    if stub.is_open:
        return
    for at, name in enumerate(stub.positional):
        if told and name in stub.unnamed:
            # Never given by name, and a docstring may call it what it likes.
            continue
        if at < len(taken.positional):
            if taken.positional[at] != name:
                complain(f"{where}: parameter {at} is `{name}` in the stub and `{taken.positional[at]}` in truth")
        elif not told and name not in taken.keyword:
            complain(f"{where}: parameter `{name}` is not in the real signature {found}")
        elif not told:
            complain(f"{where}: parameter `{name}` is keyword-only in truth")
    for name in stub.keyword:
        if name not in taken.positional + taken.keyword and taken.stars is None and not told:
            complain(f"{where}: keyword `{name}` is not in the real signature {found}")
    if stub.star is not None and taken.star != stub.star and not told:
        complain(f"{where}: `*{stub.star}` is `{'*' + taken.star if taken.star else 'missing'}` in truth")


def compare_async(where: str, node: Function, real: Any) -> None:
    returns = ast.unparse(node.returns) if node.returns else ""
    if isinstance(node, ast.AsyncFunctionDef):
        if inspect.isgeneratorfunction(real) or inspect.isasyncgenfunction(real):
            complain(f"{where}: a coroutine in the stub and a generator in truth")
    elif inspect.iscoroutinefunction(real) and where not in ABSTRACT and not any(name in returns for name in AWAITABLE):
        complain(f"{where}: a plain function in the stub and a coroutine in truth")


def check_class(stub: Stub, node: ast.ClassDef, real: Any) -> None:
    where = f"{stub.module}.{node.name}"
    if not inspect.isclass(real):
        complain(f"{where}: a class in the stub and {type(real).__name__} in truth")
        return
    attributes: set[str] | None = None
    for item in node.body:
        names = [item.name] if isinstance(item, Function) else targets(item)
        for name in names:
            if name.startswith("_") and not (name.startswith("__") and name.endswith("__")):
                continue
            member = f"{where}.{name}"
            if member in FORWARDED or name == "__getattr__":
                continue
            counts["members"] += 1
            static = inspect.getattr_static(real, name, None)
            if static is None and not hasattr(real, name):
                attributes = set_on_self(real) if attributes is None else attributes
                if isinstance(item, Function) and not decorated(item, "property") or name not in attributes:
                    complain(f"{member}: not on the real class")
                continue
            if not isinstance(item, Function) or decorated(item, "property"):
                continue
            found = getattr(real, name, static)
            if name == "__init__":
                # The class shows what its constructor takes, whichever method that is.
                found = real
            elif name.startswith("__"):
                continue
            elif not callable(found):
                complain(f"{member}: a method in the stub and {type(found).__name__} in truth")
                continue
            compare(member, item, found, True)
            compare_async(member, item, found)


def check_module(stub: Stub) -> None:
    try:
        real = load(stub.module)
    except Exception as problem:
        complain(f"{stub.module}: does not import ({problem})")
        return
    counts["modules"] += 1
    for node in stub.tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.asname and is_public(alias.asname):
                    counts["names"] += 1
                    if not hasattr(real, alias.asname):
                        try:
                            load(f"{stub.module}.{alias.asname}")
                        except ImportError:
                            complain(f"{stub.module}.{alias.asname}: not in the real module")
            continue
        names = [node.name] if isinstance(node, Function | ast.ClassDef) else targets(node)
        for name in names:
            if not is_public(name):
                continue
            counts["names"] += 1
            if not hasattr(real, name):
                complain(f"{stub.module}.{name}: not in the real module")
                continue
            found = getattr(real, name)
            if isinstance(node, ast.ClassDef):
                check_class(stub, node, found)
            elif isinstance(node, Function):
                compare(f"{stub.module}.{name}", node, found, False)
                compare_async(f"{stub.module}.{name}", node, found)
            elif isinstance(node, ast.AnnAssign) and name in ("paramstyle", "apilevel", "threadsafety"):
                check_literal(stub, name, node.annotation, found)


def check_literal(stub: Stub, name: str, annotation: ast.expr, found: Any) -> None:
    if isinstance(annotation, ast.Subscript):
        said = ast.literal_eval(annotation.slice)
        if said != found:
            complain(f"{stub.module}.{name}: {said!r} in the stub and {found!r} in truth")
    elif name == "paramstyle":
        complain(f"{stub.module}.paramstyle: not a literal")


def declared(stubs: dict[str, Stub], name: str) -> tuple[Function | ast.ClassDef | None, bool, str]:
    """The declaration of a dotted name in the stubs, whether it is a method, and the module."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        stub = stubs.get(".".join(parts[:end]))
        if stub is None:
            continue
        node: Any = None
        body = stub.tree.body
        for part in parts[end:]:
            node = next((n for n in body if isinstance(n, Function | ast.ClassDef) and n.name == part), None)
            if node is None:
                return None, False, stub.module
            body = node.body if isinstance(node, ast.ClassDef) else []
        return node, len(parts) - end > 1, stub.module
    return None, False, ""


def typeshed() -> Stub | None:
    """sqlite3 as typeshed has it, from mypy's copy, if mypy is installed."""
    try:
        import mypy
    except ImportError:
        return None
    stub = Stub.__new__(Stub)
    path = Path(mypy.__file__).parent / "typeshed/stdlib/sqlite3/__init__.pyi"
    stub.module = stub.package = "sqlite3"
    stub.text = path.read_text()
    stub.tree = ast.parse(stub.text)
    return stub


def place(where: str, names: Parameters | StubParameters, sink: dict[str, Any], key: str, at: str) -> None:
    """Whether the parameter that a sink names stands where the sink says."""
    name, index = sink.get(key), sink.get(at)
    if name is None:
        return
    if index is None:
        # Keyword-only somewhere: by name is all the table promises.
        if name not in names.keyword + names.positional and names.stars is None:
            complain(f"{where}: no parameter `{name}`")
        return
    standing = names.positional[index] if index < len(names.positional) else names.star
    if standing != name:
        complain(f"{where}: parameter {index} is `{standing}`, not `{name}`")


def check_table(stubs: dict[str, Stub]) -> None:
    table = tomllib.loads(TABLE.read_text())
    drivers = [d["name"] for d in table["driver"]]
    for name in {name for name in drivers if drivers.count(name) > 1}:
        complain(f"drivers.toml: driver {name} is there twice")
    for driver in table["driver"]:
        if driver["dialect"] not in DIALECTS:
            complain(f"drivers.toml: driver {driver['name']}: dialect {driver['dialect']}")
        module = DRIVER_MODULES.get(driver["name"], driver["name"])
        if module is None or module.split(".")[0] in skipped:
            continue
        said = getattr(load(module), "paramstyle", driver["paramstyle"])
        if said != driver["paramstyle"]:
            complain(f"drivers.toml: driver {driver['name']}: paramstyle {said!r} in truth")
    listed = set()
    for sink in table["sink"]:
        name = sink["callable"]
        where = f"drivers.toml: {name}"
        if name in listed:
            complain(f"{where}: there twice")
        listed.add(name)
        if sink["driver"] not in (*drivers, "unknown", "of:con"):
            complain(f"{where}: no driver {sink['driver']}")
        if sink["shape"] not in SHAPES or sink["wants"] not in WANTS:
            complain(f"{where}: shape {sink['shape']}, wants {sink['wants']}")
        if (sink["shape"] == "none") != ("parameters" not in sink):
            complain(f"{where}: shape {sink['shape']} with parameters {sink.get('parameters')}")
        counts["sinks"] += 1
        check_sink_in_stub(stubs, where, sink)
        if name.split(".")[0] not in skipped:
            check_sink_in_package(where, sink)
    check_complete(stubs, listed)


def check_sink_in_stub(stubs: dict[str, Stub], where: str, sink: dict[str, Any]) -> None:
    name = sink["callable"]
    if name.startswith("sqlite3.") and "sqlite3" not in stubs:
        return
    node, method, _ = declared(stubs, name)
    if isinstance(node, ast.ClassDef):
        # The call of a class: its constructor.
        made = [n for n in node.body if isinstance(n, Function) and n.name == "__init__"]
        node, method = (made[0] if made else None), True
    if node is None:
        complain(f"{where}: not in a stub")
        return
    names = StubParameters(node, method)
    for key, at in (("query", "at"), ("parameters", "parameters_at"), ("con", "con_at")):
        # Each leading `__` says positional-only, in typeshed's older style.
        names.positional = [n.removeprefix("__") for n in names.positional]
        place(f"{where} (stub)", names, sink, key, at)


def check_sink_in_package(where: str, sink: dict[str, Any]) -> None:
    parts = sink["callable"].split(".")
    if any(p.startswith("_") for p in parts):
        return
    real: Any = None
    for end in range(len(parts) - 1, 0, -1):
        try:
            real = load(".".join(parts[:end]))
        except ImportError:
            continue
        break
    method = False
    for part in parts[end:]:
        method = inspect.isclass(real)
        if not hasattr(real, part):
            complain(f"{where}: not in the real package")
            return
        real = getattr(real, part)
    found, told = signature(real)
    if found is None:
        unchecked.append(where)
        return
    bound = method and not inspect.isclass(real) and not inspect.ismethod(real)
    names = Parameters(found, bound or told)
    if names.is_open:
        unchecked.append(where)
        return
    for key, at in (("query", "at"), ("parameters", "parameters_at"), ("con", "con_at")):
        if key not in sink:
            continue
        if told and sink[key] not in names.positional + names.keyword and names.star is None and key != "query":
            unchecked.append(f"{where} ({key})")
            continue
        place(f"{where} (real)", names, sink, key, at)


def check_complete(stubs: dict[str, Stub], listed: set[str]) -> None:
    """Every callable of the stubs that takes SQL is in the table."""
    for stub in stubs.values():
        if stub.module == "sqlite3" or stub.package in SPEAK_NO_SQL:
            continue
        for node in stub.tree.body:
            members = node.body if isinstance(node, ast.ClassDef) else [node]
            prefix = f"{stub.module}.{node.name}" if isinstance(node, ast.ClassDef) else stub.module
            for item in members:
                if not isinstance(item, Function) or item.name in SENDS_NOTHING:
                    continue
                name = prefix if item.name == "__init__" else f"{prefix}.{item.name}"
                taken = [a.arg for a in item.args.posonlyargs + item.args.args + item.args.kwonlyargs]
                if TAKES_SQL & set(taken) and name not in listed and not prefix.endswith("engine.url.URL"):
                    complain(f"{name}: takes SQL and is not in drivers.toml")


def main() -> int:
    paths = sorted(STUBS.rglob("*.pyi"))
    stubs = {stub.module: stub for stub in map(Stub, paths)}
    for folder in sorted(STUBS.iterdir()):
        package = folder.name.removesuffix("-stubs")
        marker = folder / "py.typed"
        if not marker.is_file() or marker.read_text() != "partial\n":
            complain(f"{folder.name}: py.typed does not say partial")
        try:
            load("mysql.connector" if package == "mysql" else package)
        except Exception as problem:
            skipped[package] = str(problem)
    if "django" not in skipped:
        load("django.conf").settings.configure()
    for stub in stubs.values():
        if not stub.text.startswith("# Source: "):
            complain(f"{stub.module}: no source in the first line")
        if stub.package not in skipped:
            check_module(stub)
    sqlite = typeshed()
    if sqlite is None:
        print("skipped: typeshed's sqlite3, for mypy is not installed")
    else:
        stubs["sqlite3"] = sqlite
    check_table(stubs)
    for package, problem in skipped.items():
        print(f"skipped: {package} ({problem})")
    for where in unchecked:
        print(f"not checkable, no signature: {where}")
    for text in complaints:
        print(f"WRONG: {text}")
    said = ", ".join(f"{count} {what}" for what, count in counts.items())
    print(f"{said}; {len(unchecked)} not checkable, {len(skipped)} packages skipped, {len(complaints)} wrong")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
