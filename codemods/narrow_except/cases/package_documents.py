# needs: yaml
# needs: jwt
# call: settings("a: 1")
# call: settings("a: [")
# call: settings(None)
# call: typed("a: 1")
# call: typed("a: [")
# call: typed("{[1]: 2}")
# call: typed("a: 2001-99-99")
# call: from_file(str(tmp / "good.yaml"))
# call: from_file(str(tmp / "bad.yaml"))
# call: from_file(str(tmp / "gone.yaml"))
# file: good.yaml "a: 1"
# file: bad.yaml b"a: \xff["
# call: claims("x", "k")
# call: claims(None, "k")
# call: claims("a.b.c", "k")
# call: is_valid_token("x", "k")
# call: is_valid_token(jwt.encode({"a": 1}, "k" * 32, algorithm="HS256"), "k" * 32)
# call: is_valid_token(jwt.encode({"a": 1}, "k" * 32, algorithm="HS256"), "j" * 32)
"""Documents and tokens."""

import jwt
import yaml


def settings(text):
    try:
        return yaml.safe_load(text)
    except:
        return {}


def typed(text: str):
    try:
        return yaml.safe_load(text)
    except:
        return {}


def from_file(path: str):
    try:
        with open(path, encoding="utf-8") as stream:
            return yaml.safe_load(stream)
    except:
        return {}


def claims(token, key):
    try:
        return jwt.decode(token, key, algorithms=["HS256"])
    except:
        return None


def is_valid_token(token: str, key: str) -> bool:
    try:
        jwt.decode(token, key, algorithms=["HS256"])
    except:
        return False
    return True
