import asyncio

from service.db import engine

run = asyncio.run


def view():
    return run(engine.connect())
