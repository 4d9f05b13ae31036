"""Stands in for FastAPI where that is not installed, so that a case which has an application can be imported."""

from types import SimpleNamespace


class FastAPI:
    def __init__(self, **_):
        self.state = SimpleNamespace()

    def get(self, _):
        return lambda endpoint: endpoint
