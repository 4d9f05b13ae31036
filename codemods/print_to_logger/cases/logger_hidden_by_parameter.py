import logging

logger = logging.getLogger(__name__)


def run(job, logger=None):
    print(f"running {job}")
    return logger


def outer(logger):
    def inner(job):
        print(f"inner {job}")

    return inner


class Ship:
    def each(self, loggers):
        return [print(f"flush {logger}") for logger in loggers]

    def lazy(self):
        return lambda logger: print(f"given {logger}")
