"""Stands in for uvicorn: a case that serves its application comes back at once."""


def run(*_, **__):
    pass
