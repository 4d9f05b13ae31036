import sys


def configure():
    import logging

    logging.basicConfig(stream=sys.stderr)
    print("configured")


class Reader:
    def read(self):
        print("reading")
