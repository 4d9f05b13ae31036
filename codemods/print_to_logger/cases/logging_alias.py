import logging as log

log.captureWarnings(True)


class Meter:
    def read(self, value):
        print(f"meter at {value}")
