# call: quick("x")
# call: quick("1")
"""With `signal.alarm` any line raises what the signal's handler raises."""

import signal


class TooLate(Exception):
    pass


def too_late(number, frame):
    raise TooLate


def quick(text):
    signal.signal(signal.SIGALRM, too_late)
    signal.alarm(1)
    try:
        return int(text)
    except:
        return None
    finally:
        signal.alarm(0)
