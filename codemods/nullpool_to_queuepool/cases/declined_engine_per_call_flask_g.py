import os

from flask import g
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def connect():
    g.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    return g.engine.connect()
