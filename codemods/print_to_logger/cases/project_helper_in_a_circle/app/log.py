import logging

from app.settings import LEVEL


def get_logger(name):
    logger = logging.getLogger(name)
    logger.setLevel(LEVEL)
    return logger
