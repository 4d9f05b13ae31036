from twisted.python import log


class Curve:
    def area(self, x):
        log.msg("area")
        print("area", x)
