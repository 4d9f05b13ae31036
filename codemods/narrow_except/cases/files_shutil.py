# file: a.txt "one"
# call: backup("a.txt")
# call: backup("gone.txt")
# call: backup("a\0b")
# call: backup(None)
# call: copied("a.txt", "b.txt")
# call: copied("a.txt", "a.txt")
# call: copied("gone.txt", "b.txt")
# call: copied(None, "b.txt")
# call: copied("a\0b", "b.txt")
# call: mirror("gone", "out")
# call: mirror("a\0b", "out")
# call: mirror(1.5, "out")
# call: forget("gone.txt")
# call: forget("a\0b")
# call: forget(None)
# call: renamed("a.txt", "c.txt")
# call: renamed("gone.txt", "c.txt")
# call: renamed("a\0b", "c.txt")
# call: renamed(None, "c.txt")
# call: workspace("x", "gone/deeper")
# call: workspace("a\0b", ".")
# call: workspace(1, ".")
# call: archive("gone", "nope")
# call: linked("a.txt", "a.txt")
# call: linked("a\0b", "c.txt")
# call: linked(None, "c.txt")
"""Copies, moves and temporary folders."""

import os
import shutil
import tempfile


def backup(path: str):
    try:
        shutil.copyfile(path, path + ".bak")
    except:
        return "no backup"
    return "backup"


def copied(source, target):
    try:
        shutil.copy(source, target)
    except:
        return False
    return True


def mirror(source, target):
    try:
        shutil.copytree(source, target)
    except:
        pass
    return os.path.isdir(target)


def forget(path):
    try:
        os.unlink(path)
    except:
        pass


def renamed(old, new):
    try:
        os.rename(old, new)
    except:
        return old
    return new


def workspace(prefix, folder):
    try:
        return tempfile.mkdtemp(prefix=prefix, dir=folder)
    except:
        return None


def archive(folder, kind):
    """More classes than a handler should name."""
    try:
        return shutil.make_archive("out", kind, folder)
    except:
        return None


def linked(target, name):
    try:
        os.symlink(target, name)
    except:
        return "not linked"
    return "linked"
