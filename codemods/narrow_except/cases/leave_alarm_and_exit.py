"""A body that ends the process is left alone, also where a signal handler can raise anywhere."""

import signal
import sys


def run(seconds, work):
    signal.alarm(seconds)
    try:
        sys.exit(work())
    except:
        return 1
