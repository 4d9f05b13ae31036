# options: broad = true, at_most = 3
# call: port("80")
# call: port("x")
# call: port(None)
# call: port(float("inf"))
# call: ratio("5", "0")
# call: ratio("5", "x")
# call: first([])
# call: first(None)
# call: known({"a": 1}, "b")
# call: known({"a": 1}, [])
# call: cleaned("5")
# call: cleaned("x")
# call: fetched(lambda: 1 // 0)
# call: stopped("5")
# call: stopped("x")
"""With the options: broad clauses are narrowed too, and three classes are the most."""


def port(value):
    try:
        return int(value)
    except Exception:
        return 80


def ratio(part: str, whole: str):
    """Four classes are too many."""
    number = part.strip()
    try:
        return int(number) / int(whole)
    except:
        return None


def first(names: list[str]):
    try:
        return names[0]
    except BaseException:
        return None


def known(prices: dict[str, int], name):
    try:
        return prices[name]
    except (Exception,):
        return 0


def cleaned(text: str):
    number = "0" + text
    try:
        return int(number)
    except ValueError:
        return 0


def fetched(fetch):
    try:
        return fetch()
    except Exception:
        return None


def stopped(text: str):
    number = "0" + text
    try:
        return int(number)
    except Exception:
        print("stopped at", number)
        raise
