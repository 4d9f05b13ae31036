import logging

_logger: logging.Logger = logging.getLogger(__name__).getChild("disk")


class Disk:
    def check(self, free):
        print("free space:", free)
