# call: Importer("orders").line("3;pear")
# call: Importer("orders").line("x;pear")
# call: Importer("orders").line("3")
# call: Importer("orders").line(None)
# call: counted("5")
# call: counted("x")
# call: traced("5")
# call: traced("x")
# call: raised("5")
# call: raised("x")
# call: renamed("5")
# call: renamed("x")
# call: kept("x", [])
# call: half(["1", "x"])
# call: half(["1", "2"])
"""Handlers without a name that ask sys.exc_info() for the exception."""

import logging
import sys
import traceback

log = logging.getLogger(__name__)


class Importer:
    def __init__(self, name: str):
        self.name = name
        self.seen = 0

    def line(self, line: str):
        try:
            count, article = line.split(";")
            return article, int(count)
        except:
            log.error("%s: %s", self.name, sys.exc_info()[1], exc_info=True)
            return None


def counted(text: str):
    number = "0" + text
    try:
        return int(number)
    except:
        kind, error, _ = sys.exc_info()
        return kind.__name__


def traced(text: str):
    number = "0" + text
    try:
        return int(number)
    except:
        log.debug(traceback.format_exc())
        return None


def raised(text: str):
    number = "0" + text
    try:
        return int(number)
    except:
        print("no number", number)
        raise


def renamed(text: str):
    number = "0" + text
    try:
        return int(number)
    except:
        raise RuntimeError(f"no number: {number}")


def kept(text: str, errors: list):
    """The caller gets the exception itself: all of them, as before."""
    number = "0" + text
    try:
        return int(number)
    except:
        errors.append(sys.exc_info())
    return len(errors)


def half(texts: list[str]):
    done = []
    for text in texts:
        number = "0" + text
        try:
            done.append(int(number))
        except:
            if len(done) > 5:
                raise
            log.warning("skipped %r", number)
    return done
