import os

from sqlalchemy.pool import NullPool

DATABASE_URL = os.environ["DATABASE_URL"]
DATABASE_OPTIONS = {
    "poolclass": NullPool,
    "pool_pre_ping": True,
}
