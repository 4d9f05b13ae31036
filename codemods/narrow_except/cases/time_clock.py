# call: pause(0)
# call: pause(-1)
# call: pause(None)
# call: pause(10 ** 30)
# call: year("2024")
# call: year("x")
# call: year(None)
# call: broken_down(0.0)
# call: broken_down(1e30)
# call: broken_down(float("nan"))
# call: broken_down("x")
# call: text_of(0)
# call: text_of("x")
# call: text_of(10 ** 30)
# call: epoch((2024, 1, 1, 0, 0, 0, 0, 1, 0))
# call: epoch((10 ** 10, 1, 1, 0, 0, 0, 0, 1, 0))
# call: epoch((10 ** 30, 1, 1, 0, 0, 0, 0, 1, 0))
# call: epoch((2024, 1))
# call: attempts(["x", "3"])
# call: attempts(["x", "y"])
# call: duration("5")
# call: duration("five")
# call: duration("inf")
# call: duration(None)
# call: attempts([None])
"""Clocks and pauses."""

import time


def pause(seconds):
    try:
        time.sleep(seconds)
    except:
        return "no pause"
    return "pause"


def year(text):
    try:
        return time.strptime(text, "%Y").tm_year
    except:
        return 1970


def broken_down(value):
    try:
        return tuple(time.gmtime(value))[:3]
    except:
        return None


def text_of(value):
    try:
        return time.ctime(value)
    except:
        return "never"


def epoch(parts):
    try:
        return time.mktime(parts)
    except:
        return None


def attempts(answers: list[str]):
    """The handler raises again, but not always."""
    for number, answer in enumerate(answers):
        try:
            return int(answer.strip())
        except:
            if number + 1 == len(answers):
                raise
            time.sleep(0)
    return None


def duration(text: str):
    try:
        return round(float(text.strip()) * 60)
    except:
        return None
