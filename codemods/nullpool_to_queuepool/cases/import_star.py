# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import *
from sqlalchemy.pool import *

metadata = MetaData()
accounts = Table("accounts", metadata, Column("id", Integer, primary_key=True))
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
