"""Methods report to the log; what the guard alone reaches talks to a person."""

import sys


class Mirror:
    def __init__(self, source):
        self.source = source

    def sync(self):
        print(f"Syncing from {self.source}")
        return self._copy()

    @staticmethod
    def _copy():
        print("copied")
        return 3

    @property
    def state(self):
        print("state was read")
        return "idle"


def summary(count):
    print(f"{count} files copied")


def main():
    if len(sys.argv) < 2:
        print("usage: mirror SOURCE")
        return 2
    summary(Mirror(sys.argv[1]).sync())
    return 0


if __name__ == "__main__":
    sys.exit(main())
