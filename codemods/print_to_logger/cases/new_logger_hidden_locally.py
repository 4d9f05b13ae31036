"""The new module logger must not be captured by a name further in."""

import sys


class Ship:
    def load(self, crate, logger):
        print(f"loading {crate}")
        logger(crate)

    def unload(self, crate):
        print(f"unloading {crate}", len(sys.argv))
