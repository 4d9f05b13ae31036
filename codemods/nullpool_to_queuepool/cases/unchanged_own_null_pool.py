import os

from sqlalchemy import create_engine
from sqlalchemy.pool import AssertionPool


class NullPool(AssertionPool):
    """One connection at most, and none is kept."""

    def _do_return_conn(self, record):
        super()._do_return_conn(record)
        record.close()


engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
