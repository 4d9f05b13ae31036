# call: compiled("a+")
# call: compiled("(")
# call: compiled(None)
# call: compiled("a{99999999999999999999}")
# call: compiled(b"(?u)a")
# call: number("no. 12")
# call: number("none")
# call: names("x", "a")
# call: names("(", "a")
# call: names(None, "a")
# call: named("key=value")
# call: named("nothing")
# call: swapped("a-b", r"\2-\1")
# call: swapped("a-b", r"\9")
# call: swapped("a-b", None)
# call: matched("10:20")
# call: matched("x")
# call: matched(None)
# call: names("a{99999999999999999999}", "a")
# call: names("a{" + "9" * 5000 + "}", "a")
"""Regular expressions, also those that users write."""

import re

NUMBER = re.compile(r"no\. (\d+)")
PAIR = re.compile(r"(?P<name>\w+)=(?P<value>\w+)")


def compiled(pattern):
    try:
        return re.compile(pattern).pattern
    except:
        return None


def number(text: str):
    found = NUMBER.search(text)
    try:
        return int(found.group(1))
    except:
        return None


def names(pattern, text: str):
    try:
        return re.findall(pattern, text)
    except:
        return []


def named(text: str):
    found = PAIR.match(text)
    try:
        return found.groups()
    except:
        return None


def swapped(text: str, template):
    try:
        return re.sub("(a)-(b)", template, text)
    except:
        return text


def matched(text: str):
    try:
        return re.match(r"(\d+):(\d+)", text).group(2)
    except:
        return None
