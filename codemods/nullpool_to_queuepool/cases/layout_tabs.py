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
