# call: nested("x", None)
# call: nested(None, {})
# call: nested(float("inf"), {})
# call: nested("1", {})
# call: with_else("x")
# call: with_else(None)
# call: with_else(float("inf"))
# call: with_else("1")
# call: with_finally("x")
# call: with_finally(None)
# call: with_finally(float("inf"))
# call: several("x", {})
# call: several("a", {"a": "x"})
# call: several("a", {"a": None})
# call: several("a", {"a": float("inf")})
# call: Settings.DEPTH
# call: deep([[["x"]]])
# call: deep([[[None]]])
# call: deep([[[float("inf")]]])
# call: in_handler("x")
# call: in_handler(None)
# call: in_handler(float("inf"))
# missing: tomllib
"""Where a clause may stand."""

import os


def nested(text, known: dict):
    try:
        try:
            number = int(text)
        except:
            number = 0
        return known[number]
    except:
        return None


def with_else(text):
    try:
        number = int(text)
    except:
        number = 0
    else:
        number += 1
    return number


def with_finally(text):
    number = 1
    try:
        number = int(text)
    except:
        number = 0
    finally:
        number += 1
    return number


def several(key, known: dict):
    try:
        return int(known[key])
    except KeyError:
        return 1
    except (ValueError, TypeError):
        return 2
    except:
        return 3


class Settings:
    try:
        DEPTH = os.environ["NO_SUCH_NAME"]
    except:
        DEPTH = 3
    default = lambda self, text=os.environ.get("HOME"): text


def deep(rows):
    for row in rows:
        if row:
            for cell in row:
                while True:
                    with open(os.devnull):
                        try:
                            return int(cell[0])
                        except:
                            return 0


def in_handler(text):
    try:
        return int(text)
    except:
        try:
            return float(text)
        except:
            return 0.0


if os.environ.get("HOME"): LOADED = True
try: import tomllib
except: tomllib = None
