from celery import Celery

app = Celery("orders", include=["service.db"])
