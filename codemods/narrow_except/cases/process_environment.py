# call: workers({"WORKERS": "4"})
# call: workers({"WORKERS": "four"})
# call: workers({})
# call: timeout({"TIMEOUT": "2.5"})
# call: timeout({"TIMEOUT": "soon"})
# call: timeout({})
# call: home({"SHOP_HOME": "/srv"})
# call: home({})
# call: search({"SHOP_PATH": "/a:/b"})
# call: search({})
# call: forget({"SHOP_HOME": "/srv"}, "SHOP_HOME")
# call: forget({}, "SHOP_HOME")
# call: forget({}, None)
# call: forget({}, "")
# call: forget({}, "a\ud800")
# call: forget({}, "a\0b")
# call: debug({"DEBUG": "1"})
# call: debug({"DEBUG": "x"})
# call: debug({})
"""Settings in the environment."""

import os


def given(values):
    for name in ("WORKERS", "TIMEOUT", "SHOP_HOME", "SHOP_PATH", "DEBUG"):
        os.environ.pop(name, None)
    os.environ.update(values)


def workers(values):
    given(values)
    try:
        return int(os.environ["WORKERS"])
    except:
        return 1


def timeout(values):
    given(values)
    try:
        seconds = os.environ.get("TIMEOUT")
        return float(seconds)
    except:
        return 30.0


def home(values):
    given(values)
    try:
        return os.environ["SHOP_HOME"]
    except:
        return "/var/shop"


def search(values):
    given(values)
    try:
        return os.environ["SHOP_PATH"].split(":")
    except:
        return []


def forget(values, name):
    given(values)
    try:
        del os.environ[name]
    except:
        pass
    return name in values


def debug(values):
    given(values)
    try:
        return bool(int(os.environ.get("DEBUG", "0")))
    except:
        return False
