from .common import logger


class B:
    def f(self, n):
        print("Starting", n)
