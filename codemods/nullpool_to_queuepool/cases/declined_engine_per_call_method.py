import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Store:
    def _engine(self):
        return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

    def rows(self):
        with self._engine().connect() as connection:
            return connection.exec_driver_sql("select 1").all()
