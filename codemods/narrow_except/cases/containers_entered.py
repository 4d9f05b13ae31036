"""A manager that is declared, and is None: before 3.11 the method is missed, since then the protocol."""

from io import TextIOWrapper


def closed(stream: TextIOWrapper):
    try:
        with stream:
            return True
    except:
        return None


def opened(path: str):
    try:
        with open(path) as stream:
            return stream.read()
    except:
        return None
