# file: log.jsonl '{"level": "info"}\n{broken\n\n[1, 2]\n'
# file: latin.jsonl b'"\xff"\n'
# call: records("log.jsonl")
# call: records("latin.jsonl")
# call: levels("log.jsonl")
# call: loaded('{"a": 1}')
# call: loaded("{")
# call: loaded(b"\xff")
# call: loaded(None)
# call: text_of({"a": 1})
# call: text_of({1, 2})
# call: text_of({(1, 2): 3})
# call: text_of([[]])
# call: written("out.json", {"a": 1})
# call: written("out.json", {1, 2})
# call: written("gone/out.json", {"a": 1})
# call: written(None, {"a": 1})
# call: written("a\0b", {"a": 1})
"""Records as lines of JSON."""

import json
import sys


def records(path: str):
    found = []
    with open(path, encoding="latin-1") as handle:
        for line in handle:
            try:
                found.append(json.loads(line))
            except:
                found.append(None)
    return found


def levels(path: str):
    """What a record is nobody knows."""
    found = []
    with open(path, encoding="latin-1") as handle:
        for line in handle:
            try:
                found.append(json.loads(line)["level"])
            except:
                continue
    return found


def loaded(text):
    try:
        return json.loads(text)
    except:
        print("no JSON:", sys.exc_info()[0].__mro__[-2].__name__)
        return None


def text_of(value):
    try:
        return json.dumps(value)
    except:
        return "null"


def written(path, value):
    try:
        text = json.dumps(value, indent=2)
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text)
    except:
        return 0
    return len(text)
