from service.compat import *


class Bridge:
    def open(self):
        print("open")

    def close(self, reason):
        print(f"closed: {reason}")
