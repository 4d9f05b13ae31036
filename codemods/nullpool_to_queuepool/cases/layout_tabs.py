# oracle: sqlite
# variable: ARCHIVE_URL
# engine: Database().engine
# engine: Database().archive
# pool: QueuePool 20 40 pre_ping recycle=3600
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Database:
	def __init__(self):
		self.engine = create_engine(
			os.environ["DATABASE_URL"],
			poolclass=NullPool,
		)
		self.archive = create_engine(os.environ["ARCHIVE_URL"], poolclass=NullPool)
