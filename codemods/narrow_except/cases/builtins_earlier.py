# call: amount("5")
# call: amount("x")
# call: amount(None)
# call: amount(float("inf"))
# call: level({"debug": 10}, "debug")
# call: level({"debug": 10}, "info")
# call: level({"debug": 10}, [])
# call: article(["1"], "0")
# call: article(["1"], "5")
# call: article(["1"], "x")
# call: article(["1"], None)
# call: article(["1"], float("inf"))
# call: covered("5")
# call: covered("x")
# call: covered(None)
# call: unreached("5")
# call: unreached("x")
"""Clauses before the bare one take a part."""


def amount(text):
    try:
        return int(text)
    except ValueError:
        return -1
    except:
        return 0


def level(levels: dict[str, int], name):
    try:
        return levels[name]
    except KeyError:
        return 20
    except:
        return 0


def article(articles: list[str], index):
    try:
        return int(articles[int(index)])
    except (IndexError, OverflowError):
        return -1
    except TypeError:
        return -2
    except:
        return -3


def covered(text):
    try:
        return float(text)
    except (ArithmeticError, LookupError):
        return 0.0
    except:
        return 1.0


def unreached(text):
    """Nothing but Ctrl-C is left to the last clause."""
    try:
        return int(text)
    except Exception:
        return -1
    except:
        return 0
