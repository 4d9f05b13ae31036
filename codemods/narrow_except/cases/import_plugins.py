# file: plug_good.py "VALUE = 1\ndef run():\n    return 1\n"
# file: plug_bad.py "raise RuntimeError('no')\n"
# file: plug_syntax.py "def\n"
# file: data.txt "VALUE = 1\n"
# call: load("json")
# call: load("no_such_module")
# call: load("")
# call: load(None)
# call: load(".relative")
# call: by_path("plug_good", str(tmp / "plug_good.py"))
# call: by_path("plug_bad", str(tmp / "plug_bad.py"))
# call: by_path("plug_syntax", str(tmp / "plug_syntax.py"))
# call: by_path("data", str(tmp / "gone.py"))
# call: by_path("data", str(tmp / "data.txt"))
# call: attribute("json", "dumps")
# call: attribute("json", "gone")
# call: attribute("json.gone", "gone")
# call: version("no-such-distribution")
# call: version("")
# call: is_installed("json")
# call: is_installed("no_such.module")
# call: is_installed(None)
# call: source(is_installed)
# call: source(len)
# call: source(3)
# call: parameters(is_installed)
# call: parameters(3)
# call: parameters(dict.update)
# call: literal("[1, 2]")
# call: literal("f()")
# call: literal("1 +")
# call: literal(None)
# call: literal("{[]: 1}")
# call: names("a = 1\nb = 2")
# call: names("a =")
# call: names("a\0")
"""Plugins, and what can be seen of them."""

import ast
import importlib
import importlib.metadata
import importlib.util
import inspect


def load(name):
    try:
        return importlib.import_module(name).__name__
    except:
        return None


def by_path(name, path):
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.VALUE
    except:
        return None


def attribute(module, name):
    try:
        return getattr(importlib.import_module(module), name).__name__
    except:
        return None


def version(name):
    try:
        return importlib.metadata.version(name)
    except:
        return "unknown"


def is_installed(name):
    try:
        return importlib.util.find_spec(name) is not None
    except:
        return False


def source(item):
    try:
        return len(inspect.getsource(item)) > 0
    except:
        return False


def parameters(item):
    try:
        return list(inspect.signature(item).parameters)
    except:
        return []


def literal(text):
    try:
        return ast.literal_eval(text)
    except:
        return text


def names(text):
    try:
        return [node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    except:
        return []
