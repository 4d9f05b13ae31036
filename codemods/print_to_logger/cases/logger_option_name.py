# options: logger-name = "log"
import os


class Pool:
    def grow(self):
        print("grow to", os.cpu_count())
