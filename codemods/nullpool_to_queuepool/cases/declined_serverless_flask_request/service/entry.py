import flask

from service.db import engine


def orders(request: flask.Request):
    return engine.connect()
