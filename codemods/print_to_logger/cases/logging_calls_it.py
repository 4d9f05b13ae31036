import logging


def keep(record):
    print("kept", record.msg)
    return True


def helper(record):
    print("helped", record.msg)


class Mixin:
    def filter(self, record):
        print("mixed", record.msg)
        return True


class Stream:
    def write(self, text):
        print("written", text)


class Handler(logging.StreamHandler):
    def emit(self, record):
        helper(record)


def setup():
    logging.getLogger().addFilter(keep)
    print("set up")
