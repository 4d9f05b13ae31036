# call: settings(str(tmp / "a.json"))
# call: settings(str(tmp / "none.json"))
# call: settings(str(tmp / "bad.json"))
# call: settings(None)
# call: safely(str(tmp / "none.json"))
# call: safely(str(tmp / "bad.json"))
# call: safely([])
# file: a.json '{"name": "x"}'
# file: bad.json '{"name"'
"""Functions of another module, followed through their calls."""

from service import files
from service.files import load_config as load


def settings(path: str) -> dict:
    try:
        return load(path)
    except:
        return {}


def safely(path: str) -> dict:
    try:
        return files.load_safely(path)
    except:
        return {}
