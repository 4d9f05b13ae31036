# call: unless_quiet(None, True)
# call: unless_quiet(None, False)
# call: unless_quiet("12", True)
# call: in_a_loop("x", ["a"])
# call: in_a_loop(None, [])
# call: in_a_loop(float("inf"), [])
# call: translated("x")
# call: translated(None)
# call: translated(float("inf"))
# call: translated_from("x")
# call: translated_from(None)
# call: translated_from(float("inf"))
# call: translated_chained(None)
# call: translated_chained("x")
# call: translated_chained(float("inf"))
# call: unless_quiet("x", True)
# call: unless_quiet(float("inf"), True)
# call: unknown(None)
"""Handlers that raise the exception again on some of their ways only, or another one: handlers like any other."""


class BadNumber(Exception):
    pass


def unless_quiet(text, quiet):
    try:
        return int(text)
    except:
        if not quiet:
            raise
        return None


def in_a_loop(text, names):
    try:
        return int(text)
    except:
        for name in names:
            print(name)
            raise
        return 0


def translated(text):
    try:
        return int(text)
    except:
        raise BadNumber(text) from None


def translated_from(text):
    try:
        return int(text)
    except:  # the caller knows one class only
        raise BadNumber(text)


def translated_chained(text):
    try:
        return int(text)
    except:
        if text is None:
            raise BadNumber("none")
        else:
            raise BadNumber(text)


def unknown(client):
    try:
        return client.fetch()
    except:
        raise BadNumber("nothing fetched") from None
