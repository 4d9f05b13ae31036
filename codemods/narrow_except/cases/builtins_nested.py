# call: logged("5")
# call: logged("x")
# call: logged(None)
# call: converted("5")
# call: converted("x")
# call: converted(float("inf"))
# call: converted(None)
# call: fallback({"a": "1"}, "a")
# call: fallback({"a": "x"}, "a")
# call: fallback({"b": "x"}, "a")
# call: fallback({}, [])
# call: finished("5", [])
# call: finished("x", [])
# call: finished(None, [])
# call: twice("7", "8")
# call: twice("x", "8")
# call: twice("x", "y")
# call: twice(None, None)
# call: twice(float("inf"), float("inf"))
# call: inner_default("5")
# call: inner_default("x")
# call: inner_default(None)
# call: inner_default(float("inf"))
# call: in_handler("x", {"default": 5})
# call: in_handler("x", {})
# call: in_handler("7", {})
# call: finished("5", None)
# call: in_handler(None, {})
# call: in_handler("x", None)
# call: fallback({"a": None}, "a")
"""A try in a try: what the inner clauses take, pass on and raise themselves."""


def logged(text):
    try:
        try:
            return float(text)
        except ValueError:
            print("not a number")
            raise
    except:
        return 0.0


def converted(text):
    try:
        try:
            return int(text)
        except ValueError as error:
            raise LookupError(text) from error
    except:
        return 0


def fallback(values: dict[str, str], name):
    try:
        try:
            text = values[name]
        except KeyError:
            return "no value"
        return int(text.strip())
    except:
        return -1


def finished(text, steps: list):
    try:
        try:
            return int(text), steps
        finally:
            steps.append("parsed")
    except:
        return None, steps


def twice(first, second):
    try:
        return int(first)
    except:
        try:
            return int(second)
        except:
            return None


def inner_default(text):
    """The outer handler has nothing left but what no number gives."""
    try:
        try:
            number = int(text)
        except (TypeError, OverflowError):
            number = -1
        return 10 // (number + 1)
    except:
        return 0


def in_handler(text: str, defaults: dict[str, int]):
    try:
        try:
            return int(text.strip())
        except ValueError:
            return defaults["default"]
    except:
        return None
