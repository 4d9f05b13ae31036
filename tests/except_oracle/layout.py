"""Pairs the code before and after a rewrite, and puts the oracle's probes into both alike.

    __oracle_probe__(key, function)(...)    a call that can be made to raise
    __oracle_line__(key)                    stands before each statement in the try body of a changed handler
    __oracle_caught__(key, *classes)        begins the body of a changed handler

Keys say where something stands before the rewrite, so they are the same on both sides.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

# They look at the frame of who calls them.
UNTOUCHED = {"super", "locals", "vars", "globals", "eval", "exec", "dir"}
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Unpaired(Exception):
    """The two versions differ in more than their handlers."""


@dataclass
class Handler:
    """A handler that was bare and is not any more."""

    key: str
    classes: list[str]
    body: tuple[int, int]

    @property
    def kind(self) -> str:
        """What it catches now: `exception`, `base`, or the `tuple` of its classes."""
        return {("Exception",): "exception", ("BaseException",): "base"}.get(tuple(self.classes), "tuple")


@dataclass
class Layout:
    """One file: its handlers, and what the keys of calls and lines stand for."""

    handlers: list[Handler] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    trees: tuple[ast.Module, ast.Module] = (ast.Module([], []), ast.Module([], []))


def arranged(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node; the bodies of handlers come last, so that a change there moves nothing else."""
    waiting: list[ast.AST] = [tree]
    for root in waiting:
        for start in root.body if isinstance(root, ast.ExceptHandler) else [root]:
            yield from below(start, waiting)


def below(node: ast.AST, waiting: list[ast.AST]) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ExceptHandler):
            waiting.append(child)
        else:
            yield from below(child, waiting)


def bare(node: ast.Try) -> bool:
    return bool(node.handlers) and node.handlers[-1].type is None


def elements(handler: ast.ExceptHandler) -> list[ast.expr]:
    if handler.type is None:
        return []
    return handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]


def probed(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in UNTOUCHED)


def inner_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body that its own frame runs."""
    for statement in body:
        yield statement
        if isinstance(statement, SCOPES):
            continue
        for name in ("body", "orelse", "finalbody"):
            yield from inner_statements(getattr(statement, name, []))
        for part in (*getattr(statement, "handlers", []), *getattr(statement, "cases", [])):
            yield from inner_statements(part.body)


def pair(file: str, before: ast.Module, after: ast.Module) -> Layout:
    """Finds the changed handlers of one file and prepares both trees."""
    nodes = (list(arranged(before)), list(arranged(after)))
    tries = [[node for node in side if isinstance(node, ast.Try)] for side in nodes]
    if len(tries[0]) != len(tries[1]):
        raise Unpaired(f"{file}: {len(tries[0])} try statements before, {len(tries[1])} after")
    layout = Layout(trees=(before, after))
    markers = (Marker(), Marker())
    inside: tuple[set[int], set[int]] = (set(), set())
    for old, new in zip(*tries):
        if len(old.handlers) != len(new.handlers):
            raise Unpaired(f"{file}:{old.lineno}: the try statement has not as many handlers as before")
        if not bare(old) or bare(new):
            continue
        key = f"{file}:{old.handlers[-1].lineno}"
        last = old.body[-1].end_lineno or old.body[-1].lineno
        layout.handlers.append(Handler(key, [ast.unparse(part) for part in elements(new.handlers[-1])],
                                       (old.body[0].lineno, last)))
        for side, node in enumerate((old, new)):
            markers[side].handlers[id(node.handlers[-1])] = key
            inside[side].update(id(statement) for statement in inner_statements(node.body))
    if not layout.handlers:
        number(file, nodes, markers, layout)
        return layout
    lines = [[node for node in side if id(node) in known] for side, known in zip(nodes, inside)]
    if len(lines[0]) != len(lines[1]):
        raise Unpaired(f"{file}: a try body has not as many statements as before")
    for count, (old_line, new_line) in enumerate(zip(*lines)):
        key = f"{file}#line{count}"
        layout.labels[key] = f"{file}:{getattr(old_line, 'lineno', 0)}"
        markers[0].lines[id(old_line)] = markers[1].lines[id(new_line)] = key
    number(file, nodes, markers, layout)
    return layout


def number(file: str, nodes: tuple[list[ast.AST], list[ast.AST]], markers: tuple[Marker, Marker],
           layout: Layout) -> None:
    """Gives every call its key and puts the probes in."""
    calls = [[node for node in side if probed(node)] for side in nodes]
    for count, (old, new) in enumerate(zip(*calls)):
        key = f"{file}#call{count}"
        assert isinstance(old, ast.Call)
        layout.labels[key] = f"{ast.unparse(old.func)[:60]}() in {file}:{old.lineno}"
        markers[0].calls[id(old)] = markers[1].calls[id(new)] = key
    for marker, tree in zip(markers, layout.trees):
        marker.visit(tree)
        ast.fix_missing_locations(tree)


class Marker(ast.NodeTransformer):
    """Puts the probes into one tree; nodes are known by identity."""

    def __init__(self) -> None:
        self.calls: dict[int, str] = {}
        self.lines: dict[int, str] = {}
        self.handlers: dict[int, str] = {}

    def visit(self, node: ast.AST) -> ast.AST | list[ast.stmt]:
        here = id(node)
        visited = super().visit(node)
        if here not in self.lines or not isinstance(visited, ast.stmt) or isinstance(visited, (ast.Global, ast.Nonlocal)):
            return visited
        return [statement("__oracle_line__", [ast.Constant(self.lines[here])], visited), visited]

    def visit_Call(self, node: ast.Call) -> ast.AST:
        key = self.calls.get(id(node))
        self.generic_visit(node)
        if key is not None:
            probe = ast.Name("__oracle_probe__", ast.Load())
            node.func = ast.copy_location(ast.Call(probe, [ast.Constant(key), node.func], []), node.func)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        key = self.handlers.get(id(node))
        classes = [copy.deepcopy(part) for part in elements(node)]
        self.generic_visit(node)
        if key is not None:
            node.body.insert(0, statement("__oracle_caught__", [ast.Constant(key), *classes], node.body[0]))
        return node


def statement(name: str, arguments: list[ast.expr], place: ast.stmt) -> ast.stmt:
    made = ast.copy_location(ast.Expr(ast.Call(ast.Name(name, ast.Load()), arguments, [])), place)
    for node in ast.walk(made):
        # Elements of an `except` clause stand elsewhere, but a trace is to name the handler's first line.
        ast.copy_location(node, place)
    return made


def read_layouts(before: Path, after: Path) -> dict[str, Layout]:
    layouts = {}
    for path in sorted(before.rglob("*.py")):
        file = path.relative_to(before).as_posix()
        try:
            trees = ast.parse(path.read_bytes()), ast.parse((after / file).read_bytes())
        except (SyntaxError, ValueError) as error:
            raise Unpaired(f"{file} cannot be parsed: {error}") from error
        layouts[file] = pair(file, *trees)
    return layouts
