from logging import getLogger

LOG = getLogger(__name__)
AUDIT = getLogger("audit")


class Door:
    def open(self, who):
        print(f"{who} came in")
