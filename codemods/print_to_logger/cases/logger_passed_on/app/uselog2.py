from .common2 import app_log


class B:
    def f(self, n):
        print("Starting", n)
