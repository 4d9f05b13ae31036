from celery.signals import worker_process_init

from service.db import engine


@worker_process_init.connect
def start(**options):
    engine.connect()
