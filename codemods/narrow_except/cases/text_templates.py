# call: first()
# call: named()
# call: counted()
# call: in_bytes()
# call: compiled()
# call: plain("ab")
# call: plain(None)
# call: emptied("ab")
# call: emptied(None)
# call: expanded("ab")
"""Replacement templates that are constants, and wrong."""

import re

LETTER = re.compile(r"(a)")


def first():
    try:
        return re.sub(r"(a)", r"\2", "ab")
    except:
        return None


def named():
    try:
        return re.sub(r"(?P<letter>a)", r"\g<lettre>", "ab")
    except:
        return None


def plain(text: str):
    try:
        return re.sub(r"(a)", "-", text)
    except:
        return None


def emptied(text: str):
    try:
        return re.sub(r"(a)", "", text)
    except:
        return None


def counted():
    try:
        return re.subn(r"(a)", r"\2", "ab")
    except:
        return None


def in_bytes():
    try:
        return re.sub(rb"(a)", rb"\2", b"ab")
    except:
        return None


def compiled():
    try:
        return LETTER.sub(r"\2", "ab")
    except:
        return None


def expanded(text: str):
    found = LETTER.match(text)
    if found is None:
        return None
    try:
        return found.expand(r"\2")
    except:
        return None
