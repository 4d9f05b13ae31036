# call: day("2024-02-29")
# call: day("2023-02-29")
# call: day(None)
# call: moment("2024-02-29 10:00")
# call: moment("soon")
# call: moment(5)
# call: birthday(2024, 2)
# call: birthday(2023, 2)
# call: birthday("2023", 2)
# call: birthday(10 ** 30, 2)
# call: due("2024-01-01", 30)
# call: due("x", 30)
# call: due("2024-01-01", 10 ** 9)
# call: due("2024-01-01", None)
# call: seconds("10:00:00")
# call: seconds("25:00:00")
# call: seconds(None)
# call: next_year("2024-02-29", 2025)
# call: next_year("2024-02-28", 2025)
# call: next_year("2024-02-28", 10 ** 30)
# call: next_year("2024-02-28", "2025")
# call: label("2024-02-28", "%Y")
# call: label("2024-02-28", "\ud800")
# call: label("2024-02-28", None)
# call: stamp(0.0) is not None
# call: stamp(1e30)
# call: stamp(float("nan"))
# call: stamp("now")
# call: in_order("2024-01-01T10:00:00", "2024-01-01T11:00:00")
# call: in_order("2024-01-01T10:00:00", "2024-01-01T11:00:00+00:00")
# call: in_order("x", "2024-01-01T11:00:00+00:00")
"""Dates of orders."""

from datetime import date, datetime, time, timedelta


def day(text):
    try:
        return date.fromisoformat(text)
    except:
        return None


def moment(text):
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")
    except:
        return None


def birthday(year, month):
    try:
        return date(year, month, 29)
    except:
        return None


def due(text: str, days):
    try:
        start = datetime.strptime(text, "%Y-%m-%d")
        return start + timedelta(days=days)
    except:
        return None


def seconds(text):
    try:
        at = time.fromisoformat(text)
    except:
        return -1
    return at.hour * 3600 + at.minute * 60 + at.second


def next_year(text: str, year):
    current = date.fromisoformat(text)
    try:
        return current.replace(year=year)
    except:
        return None


def label(text: str, pattern):
    current = date.fromisoformat(text)
    try:
        return current.strftime(pattern)
    except:
        return "?"


def stamp(value):
    try:
        return datetime.fromtimestamp(value)
    except:
        return None


def in_order(first: str, last: str):
    try:
        return datetime.fromisoformat(first) < datetime.fromisoformat(last)
    except:
        return None
