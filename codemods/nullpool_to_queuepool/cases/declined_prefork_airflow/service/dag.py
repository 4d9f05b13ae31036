from airflow.decorators import task

from service.db import engine


@task
def load():
    engine.connect()
