# call: is_port("80")
# call: is_port("http")
# call: is_port(None)
# call: is_amount("5")
# call: is_amount("x")
# call: is_amount("")
# call: valid_config("{}")
# call: valid_config("{")
# call: valid_config("[" * 100000)
# call: valid_config(5)
# call: verify_date("2024-01-01")
# call: verify_date("x")
# call: verify_date(None)
# call: check_pattern("a+")
# call: check_pattern("(")
# call: authorized({"a": "1"}, "a")
# call: authorized({}, "a")
# call: has_field("a=1")
# call: has_field("a")
"""Questions of validity: nothing is assumed in their answers."""

import datetime
import json
import re


def is_port(value):
    try:
        return 0 < int(value) < 65536
    except:
        return False


def is_amount(text: str):
    number = "0" + text
    try:
        return float(number) > 0 and bool(text[0])
    except:
        return False


def valid_config(text):
    try:
        json.loads(text)
        return True
    except:
        return False


def verify_date(text):
    try:
        datetime.date.fromisoformat(text)
    except:
        return False
    return True


def check_pattern(text):
    try:
        re.compile(text)
    except:
        return False
    return True


def authorized(tokens: dict[str, str], name):
    try:
        return tokens[name] == "1"
    except:
        return False


def has_field(line: str):
    try:
        name, value = line.split("=")
    except:
        return False
    return bool(name)
