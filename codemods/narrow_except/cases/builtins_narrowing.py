# call: stripped(" a ")
# call: stripped(None)
# call: found("a=b")
# call: found("ab")
# call: numeric("5")
# call: numeric("x")
# call: numeric(None)
# call: owner({"owner": "me"})
# call: owner({"owner": None})
# call: owner({})
# call: chosen("b", "abc")
# call: chosen(None, "abc")
# call: chosen("z", "abc")
# call: second("ab")
# call: second("a")
# call: second(None)
# call: known({"a": 1}, "a")
# call: known({"a": 1}, "b")
# call: known(None, "a")
# call: numeric(5)
# call: owner(None)
# call: chosen("b", None)
# call: chosen(5, "abc")
"""Optional values and tests of their type before the use."""

from typing import Optional, Union


def stripped(text: Optional[str]):
    try:
        return text.strip()
    except:
        return ""


def found(text: str):
    at = text.find("=")
    try:
        if at < 0:
            raise ValueError(text)
        return at
    except:
        return None


def numeric(text: Union[str, None]):
    try:
        if text is None:
            return 0
        return int(text.strip())
    except:
        return -1


def owner(record: dict[str, Optional[str]]):
    try:
        return record["owner"].upper()
    except:
        return None


def chosen(letter: Optional[str], letters: str):
    try:
        return letters.index(letter or "a")
    except:
        return -1


def second(text: Optional[str]):
    try:
        return text[1]
    except:
        return None


def known(prices: Optional[dict[str, int]], name: str):
    try:
        return prices[name]
    except:
        return 0
