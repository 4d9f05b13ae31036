import anyio as a

from . import db


def main():
    a.run(db.engine.connect)
