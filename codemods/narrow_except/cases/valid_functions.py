# call: is_valid("12")
# call: is_valid("x")
# call: verify_port("80")
# call: verify_port("x")
# call: verify_port(None)
# call: authenticate("{}")
# call: check_password("a", "b")
# call: has_permission(None, "read")
# call: is_number("x")
# call: validate_json("{")
# call: validate_json("[" * 100000)
# call: validate_json(None)
# call: check_count("12")
# call: check_count("x")
# call: check_count(None)
# call: check_count(float("inf"))
"""Functions that answer for validity or security: nothing is taken for granted."""

import hmac
import json


def is_valid(value):
    try:
        return int(value) > 0
    except:
        return False


def verify_port(text):
    try:
        int(text)
    except:
        return False
    return True


def authenticate(token: str) -> bool:
    try:
        return json.loads(token)["user"] == "root"
    except:
        return False


def check_password(given, expected):
    try:
        return hmac.compare_digest(given.encode(), expected.encode())
    except:
        return False


def has_permission(user, name):
    try:
        return name in user.permissions
    except:
        return False


def is_number(text) -> bool:
    try:
        float(text)
        return True
    except:
        return False


def validate_json(text) -> bool:
    try:
        json.loads(text)
    except:
        return False
    return True


def check_count(text):
    """It returns no False, so it is a function like any other."""
    try:
        return int(text)
    except:
        return 0
