# call: root(Money())
# call: drawn(Pile())
# call: waited(Money())
# call: put_in(Money())
# call: known_as(Money())
# call: started(Money())
# call: highest([Money(), Money()])
# call: kept([], Money())
# call: kept(None, Money())
# call: sent(Money())
# call: coloured("\xe9", Name("ascii"))
# call: roots([Money()])
# call: spread({"hex": Money()})
# call: printed([Money()])
# call: found({}, (Pile(), 1))
# call: found(None, (Pile(), 1))
# call: launched([Money()])
# call: coloured("a", Name("ascii"))
"""Special methods of the project's own classes, handed to functions of the standard library."""

import math
import random
import subprocess
import time
import uuid
from queue import Full, Queue

waiting = Queue(1)


class Money:
    def __float__(self):
        raise KeyError("currency")

    __index__ = __fspath__ = __lt__ = __gt__ = __float__

    def __getattr__(self, name):
        raise KeyError(name)


class Pile:
    def __len__(self):
        raise KeyError("pile")

    def __getitem__(self, index):
        raise KeyError(index)


class Name(str):
    pass


def root(m: Money):
    try:
        return math.sqrt(m)
    except:
        return None


def drawn(p: Pile):
    try:
        return random.choice(p)
    except:
        return None


def waited(m: Money):
    try:
        time.sleep(m)
    except:
        return None
    return True


def put_in(m: Money):
    try:
        [1].insert(m, 2)
    except:
        return None
    return True


def known_as(m: Money):
    try:
        return uuid.UUID(m)
    except:
        return None


def started(m: Money):
    try:
        return subprocess.run([m])
    except:
        return None


def highest(amounts: list[Money]):
    try:
        return max(amounts)
    except:
        return None


def kept(amounts: list[Money], m: Money):
    # To be put into a list asks nothing of a value.
    try:
        amounts.append(m)
    except:
        return None
    return True


def sent(m: Money):
    try:
        waiting.put_nowait(m)
    except:
        return None
    return True


def coloured(text: str, encoding: Name):
    # A string of the project may answer otherwise than one of the language.
    try:
        return text.encode(encoding)
    except:
        return None


def roots(amounts: list[Money]):
    try:
        return math.hypot(*amounts)
    except:
        return None


def launched(words: list[Money]):
    try:
        return subprocess.run(words)
    except:
        return None


def spread(amounts: dict[str, Money]):
    try:
        return uuid.UUID(**amounts)
    except:
        return None


def printed(amounts: list[Money]):
    # A list shows what is in it.
    try:
        return int(str(amounts))
    except:
        return None


def found(places: dict[tuple[Pile, int], str], key: tuple[Pile, int]):
    try:
        return places.get(key)
    except:
        return None
