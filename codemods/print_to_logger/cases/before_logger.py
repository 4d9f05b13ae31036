import logging
import os

print("reading the environment")
STAGE = os.environ.get("STAGE", "dev")


def announce():
    print(f"stage {STAGE}")


def announce_later():
    print(f"stage {STAGE}, called when the logger is there")


announce()


class Worker:
    print("class body, before the logger")

    def run(self):
        print("method, after the logger")


logger = logging.getLogger(__name__)

print("import went through")
