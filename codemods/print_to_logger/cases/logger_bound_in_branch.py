import logging
import os

if os.environ.get("VERBOSE"):
    logger = logging.getLogger("verbose")
else:
    logger = logging.getLogger("quiet")

try:
    import uvloop
except ImportError:
    uvloop = None
    print("no uvloop, the standard loop is used")


class Ship:
    def load(self, crate):
        print(f"loaded {crate}")
