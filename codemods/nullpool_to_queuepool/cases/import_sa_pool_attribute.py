# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

import sqlalchemy as sa
from sqlalchemy import orm

metadata = sa.MetaData()
users = sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True))

engine = sa.create_engine(os.environ["DATABASE_URL"], poolclass=sa.pool.NullPool)
Session = orm.sessionmaker(engine)
