import logging
from logging import Filter


class ConsoleHandler(logging.StreamHandler):
    def emit(self, record):
        print(self.format(record))


class OneLine(logging.Formatter):
    def format(self, record):
        print("formatting")
        return super().format(record).replace("\n", " ")


class Quiet(Filter):
    def filter(self, record):
        print("filtered")
        return record.levelno > logging.INFO


class AppLogger:
    def info(self, text):
        print(f"INFO {text}")

    def error(self, text):
        print(f"ERROR {text}")


class Ship:
    def load(self, crate):
        print(f"loaded {crate}")
