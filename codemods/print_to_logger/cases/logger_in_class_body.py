import logging

logger = logging.getLogger(__name__)


class Ship:
    logger = logging.getLogger("ship")
    print("the class body sees its own logger")

    def load(self, crate):
        print(f"the method sees the module's: {crate}")


class Dock:
    print("no other logger here")
