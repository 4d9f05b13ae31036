# options: broad = true
# call: number("x")
# call: number(None)
# call: number(float("inf"))
# call: told("x")
# call: told(None)
# call: told(float("inf"))
# call: base("x")
# call: base(None)
# call: base(float("inf"))
# call: bare("x")
# call: bare(None)
# call: bare(float("inf"))
# call: commented("x")
# call: commented(None)
# call: commented(float("inf"))
# call: base_unknown(None)
# call: qualified("x")
# call: qualified(None)
# call: qualified(float("inf"))
"""With `broad = true` the clauses that name Exception or BaseException are looked at too."""

import builtins


def number(text):
    try:
        return int(text)
    except Exception:
        return 0


def told(text):
    try:
        return int(text)
    except Exception as error:
        print(type(error).__name__)
        return 0


def base(text):
    try:
        return int(text)
    except BaseException:
        return 0


def bare(text):
    try:
        return int(text)
    except:
        return 0


def commented(text):
    try:
        return int(text)
    except Exception:  # noqa: BLE001
        return 0


def qualified(text):
    try:
        return int(text)
    except builtins.Exception as error:  # pylint: disable=broad-except
        return repr(error)[:0]


def tuple_of_all(text):
    try:
        return int(text)
    except (ValueError, Exception):
        return 0


def unknown(client):
    try:
        return client.fetch()
    except Exception:
        return None


def base_unknown(client):
    try:
        return client.fetch()
    except BaseException:
        return None


def again(client):
    try:
        return client.fetch()
    except Exception:
        print("failed")
        raise


def again_base(client):
    try:
        return client.fetch()
    except BaseException as error:
        print("failed")
        raise error


def base_behind_exception(client):
    try:
        return client.fetch()
    except Exception:
        return None
    except BaseException:
        print("ended")
        return None
