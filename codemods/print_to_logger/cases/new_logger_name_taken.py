import sys


def logger(text):
    sys.stderr.write(text)


class Ship:
    def load(self, crate):
        logger("loading\n")
        print(f"loaded {crate}")
