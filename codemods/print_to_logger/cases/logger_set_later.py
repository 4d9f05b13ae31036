import logging

logger = None


def setup(name):
    global logger
    logger = logging.getLogger(name)


class Ship:
    def load(self, crate):
        print(f"loaded {crate}")
