# call: is_valid_file()
# call: (tmp / "none.json").write_text("[" * 100000) and is_valid_file()
# call: (tmp / "none.json").write_text("[") and is_valid_file()
# call: has_role("root")
# call: has_role("guest")
# call: has_role([])
# call: Checker().can_read("x")
# call: Checker().can_read("1")
# call: count_tokens("x")
# call: count_tokens(None)
# call: count_tokens(float("inf"))
# call: count_tokens("1")
# call: isValid("x")
# call: is_empty("x")
# call: is_empty(None)
# call: is_empty(float("inf"))
# call: is_valid_file_of(tmp / "bad.json")
# call: is_valid_file_of(tmp / "none.json")
# call: is_valid_file_of(None)
# file: bad.json "{"
"""Where everything is proven the classes are named also in an answer of validity, and RecursionError with them."""

import json

ROLES = {"root": True}


def is_valid_file() -> bool:
    try:
        with open("none.json", encoding="utf-8") as handle:
            json.load(handle)
    except:
        return False
    return True


def is_valid_file_of(path) -> bool:
    try:
        with open(path, encoding="utf-8") as handle:
            json.load(handle)
    except:
        return False
    return True


def has_role(name) -> bool:
    try:
        return ROLES[name]
    except:
        return False


class Checker:
    def can_read(self, text):
        try:
            return int(text) == 1
        except:
            return False


def count_tokens(text):
    try:
        return int(text)
    except:
        return 0


def isValid(text):
    try:
        int(text)
        return True
    except:
        return False


def is_empty(text):
    """It answers by a flag, and no `return False` is in it."""
    empty = False
    try:
        empty = int(text) == 0
    except:
        empty = True
    return empty
