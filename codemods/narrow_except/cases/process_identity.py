# call: priority(0) >= 0
# call: priority("x")
# call: priority(None)
# call: closed(10 ** 6)
# call: closed(10 ** 30)
# call: closed("x")
# call: linked("a")
# call: linked("a\0b")
# call: linked(None)
# call: moved("gone")
# call: moved("a\0b")
# call: moved([])
# call: mode("gone")
# call: mode("a\0b")
# call: mode(None)
# call: mode(".") > 0
# call: touched("gone")
# call: touched("a\0b")
# call: touched(())
"""What the operating system says."""

import os


def priority(process):
    try:
        return os.sched_getscheduler(process)
    except:
        return 0


def closed(descriptor):
    try:
        os.close(descriptor)
    except:
        return False
    return True


def linked(path):
    try:
        return os.readlink(path)
    except:
        return path


def moved(folder):
    try:
        os.chdir(folder)
    except:
        return os.sep
    return folder


def mode(path):
    try:
        return os.stat(path).st_mode
    except:
        return 0


def touched(path):
    try:
        os.utime(path)
    except:
        return "missing"
    return "touched"
