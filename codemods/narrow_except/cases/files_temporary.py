# file: a.log "x"
# call: logs("*.log")
# call: logs(None)
# call: scratch("x", "\ud800")
# call: scratch("x", "text")
# call: workspace()
# call: newest(tmp)
# call: newest(tmp / "gone")
# call: reserved(".")
# call: reserved("gone")
# call: reserved("a\0b")
# call: reserved(1.5)
# call: names(tmp)
# call: names(tmp / "gone")
"""Temporary files and patterns; about several of them the table says nothing yet."""

import glob
import os
import tempfile
from pathlib import Path


def logs(pattern):
    try:
        return glob.glob(pattern)
    except:
        return []


def scratch(name: str, text: str):
    try:
        with tempfile.NamedTemporaryFile("w", prefix=name, encoding="utf-8") as handle:
            return handle.write(text)
    except:
        return 0


def workspace():
    try:
        with tempfile.TemporaryDirectory(dir="gone") as folder:
            return os.listdir(folder)
    except:
        return None


def newest(folder: Path):
    try:
        return max(path.name for path in folder.iterdir())
    except:
        return None


def reserved(folder):
    try:
        descriptor, path = tempfile.mkstemp(dir=folder)
    except:
        return False
    os.close(descriptor)
    os.unlink(path)
    return True


def names(folder: Path):
    found = []
    try:
        for root, folders, files in os.walk(folder):
            found.extend(sorted(files))
        return found[0]
    except:
        return None
