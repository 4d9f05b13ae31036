from celery import Task

from service.db import engine


class Orders(Task):
    def run(self):
        engine.connect()
