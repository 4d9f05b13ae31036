# file: app.json '{"port": 80}'
# file: broken.json '{"port": '
# file: latin.json b'{"name": "\xff"}'
# call: settings("app.json")
# call: settings("broken.json")
# call: settings("latin.json")
# call: settings("gone.json")
# call: settings("a\0b")
# call: settings(None)
# call: size("app.json")
# call: size("gone.json")
# call: size(None)
# call: size("a\0b")
# call: entries(".")
# call: entries("gone")
# call: entries(b"a\0b")
# call: entries(1.5)
# call: raw("app.json")
# call: raw("gone.json")
# call: raw("a\0b")
# call: raw([])
# call: save("copy.json", {"a": 1})
# call: save("gone/copy.json", {"a": 1})
# call: save("copy.json", object())
# call: save("copy.json", float("nan"))
# call: save("a\0b", 1)
"""Settings in a JSON file."""

import json
import logging
import os

log = logging.getLogger(__name__)


def settings(path):
    try:
        with open(path, encoding="utf-8") as handle:
            return json.load(handle)
    except:
        log.warning("no settings in %s", path)
        return {}


def size(path):
    try:
        return os.path.getsize(path)
    except:
        return -1


def entries(folder):
    try:
        return len(os.listdir(folder))
    except:
        return 0


def raw(path):
    try:
        handle = open(path, "rb")
        with handle:
            return handle.read()
    except:
        return b""


def save(path, values):
    try:
        text = json.dumps(values, allow_nan=False)
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text)
    except:
        return "not saved"
    return "saved"
