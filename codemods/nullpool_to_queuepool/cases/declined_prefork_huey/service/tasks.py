from huey import RedisHuey

from service.db import engine

huey = RedisHuey()


@huey.task()
def send():
    engine.connect()
