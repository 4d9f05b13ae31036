import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool


class Database:
    def __init__(self):
        self.sync = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
        self.engine = AsyncEngine(self.sync)


database = Database()
