# call: port({"port": "8080"})
# call: port({"port": "http"})
# call: port({"port": None})
# call: port({"port": float("inf")})
# call: ratio("0.5")
# call: ratio("half")
# call: ratio(None)
# call: ratio(10 ** 400)
# call: identifiers(["1", "x", None, float("inf"), 4])
# call: retries("3")
# call: retries("three")
# call: retries(5)
# call: first_code("A")
# call: first_code("AB")
# call: first_code(None)
# call: letter(65)
# call: letter(-1)
# call: letter(10 ** 30)
# call: letter("A")
"""Values from forms and settings become numbers."""

DEFAULT_PORT = 8080


def port(settings):
    value = settings["port"]
    try:
        return int(value)
    except:
        return DEFAULT_PORT


def ratio(value):
    try:
        return float(value)
    except:
        return 1.0


def identifiers(values: list):
    found = []
    for value in values:
        try:
            found.append(int(value))
        except:
            continue
    return found


def retries(text: str) -> int:
    """A caller may hand over a number in spite of the annotation."""
    try:
        return int(text, 10)
    except:
        return 0


def first_code(character):
    try:
        return ord(character)
    except:
        return -1


def letter(number):
    try:
        return chr(number)
    except:
        return "?"
