from service.db import engine


def run(evt: dict, ctx: object):
    return engine.connect()
