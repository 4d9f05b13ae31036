from service.db import engine


def handler(evt: dict, ctx: object):
    return engine.connect()
