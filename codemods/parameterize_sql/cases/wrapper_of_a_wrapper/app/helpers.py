from .db import run


def rows(query):
    return run(query).fetchall()
