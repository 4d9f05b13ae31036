import logging.handlers
import sys


def attach(path):
    handler = logging.handlers.RotatingFileHandler(path)
    print(f"rotating {path}")
    return handler, sys.platform
