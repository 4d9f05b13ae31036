# file: a.txt "one\ntwo\n"
# file: bad.txt b"\xff\xfe"
# call: text(tmp / "a.txt")
# call: text(tmp / "bad.txt")
# call: text(tmp / "gone.txt")
# call: content("a.txt")
# call: content("gone.txt")
# call: content("a\0b")
# call: content(None)
# call: modified(tmp / "a.txt") > 0
# call: modified(tmp / "gone.txt")
# call: modified(Path("a\0b"))
# call: relative(tmp / "a.txt", tmp)
# call: relative(tmp / "a.txt", "/somewhere/else")
# call: relative(tmp / "a.txt", None)
# call: folder(tmp / "new")
# call: folder(tmp / "a.txt")
# call: folder(Path("a\0b"))
# call: Store(tmp).read("a.txt")
# call: Store(tmp).read("bad.txt")
# call: Store(tmp).read("gone.txt")
# call: Store(None).read("gone.txt")
# call: note(tmp / "note.txt", "x")
# call: note(tmp / "gone" / "note.txt", "x")
# call: note(tmp / "note.txt", "\ud800")
# call: note(tmp / "note.txt", None)
# call: text(None)
# call: modified(None)
# call: relative(None, "/")
# call: folder(None)
# call: note(None, "x")
"""Files by their paths."""

from pathlib import Path


def text(path: Path):
    try:
        return path.read_text(encoding="utf-8")
    except:
        return ""


def content(name):
    try:
        return Path(name).read_bytes()
    except:
        return b""


def modified(path: Path):
    try:
        return path.stat().st_mtime
    except:
        return 0.0


def relative(path: Path, root):
    try:
        return path.relative_to(root).as_posix()
    except:
        return path.name


def folder(path: Path):
    try:
        path.mkdir(parents=True)
    except:
        return "there"
    return "made"


class Store:
    def __init__(self, root: Path):
        self.root = root

    def read(self, name: str):
        try:
            return Path(self.root, name).read_text(encoding="utf-8")
        except:
            return None


def note(path: Path, line):
    try:
        path.write_text(line, encoding="utf-8")
    except:
        return "lost"
    return "kept"
