import os

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def work(connection, key):
    connection.execute(text("SET " "statement_timeout = 0"))
