"""Nothing here is a call of the built-in print.

>>> print("in a doctest")
in a doctest
"""

import sys

TEMPLATE = "print('in a string')"
SNIPPET = f"print({TEMPLATE!r})"


class Sink:
    def print(self, text):
        self.text = text

    def flush(self):
        self.print("own method")
        self.writer.print("somebody else's method")
        sys.stdout.write("written")
        callback = print
        return callback


def legacy():
    return print >> sys.stderr, "a shift, from the days of Python 2"
