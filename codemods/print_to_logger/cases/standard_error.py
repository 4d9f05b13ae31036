import sys
from sys import stderr as err


class Probe:
    def show(self, name):
        print(f"no {name}", file=sys.stderr)
        print("Error: nothing", file=sys.stderr)
        print("debug: details", file=err, flush=True)
        print(file=sys.stderr)
        print("original", file=sys.__stderr__)
        print("plain", file=sys.stdout)
        print("none", file=None)
