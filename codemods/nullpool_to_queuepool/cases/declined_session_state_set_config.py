import os

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def work(connection, key):
    connection.execute(text("SELECT set_config('app.tenant', :key, false)"), {"key": key})
