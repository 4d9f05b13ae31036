def setup():
    import logging
    logger = logging.getLogger("setup")
    print("setup")
    return logger


def work():
    print("work")
