# call: number("x")
# call: number(None)
# call: number(float("inf"))
# call: number("1")
"""Bodies that end the program by themselves."""

import argparse
import sys


def main(check):
    try:
        code = check()
        sys.exit(code)
    except:
        print("failed")


def arguments(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int)
    try:
        return parser.parse_args(argv)
    except:
        return None


def stop(reason):
    print(reason, file=sys.stderr)
    sys.exit(2)


def settings(path):
    if not path:
        stop("no settings")
    return {"path": path}


def start(path):
    try:
        return settings(path)
    except:
        return {}


def raised():
    try:
        raise SystemExit(3)
    except:
        return 3


def built_in():
    try:
        quit()
    except:
        return 0


def interrupted():
    try:
        raise KeyboardInterrupt
    except:
        return 1


def number(text):
    try:
        return int(text)
    except SystemExit:
        raise
    except (KeyboardInterrupt, GeneratorExit):
        return -1
    except:
        return 0
