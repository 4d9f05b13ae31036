# oracle: sqlite
# engine: Database.engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine


class Database:
    from sqlalchemy.pool import NullPool

    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

    def is_pooled(self) -> bool:
        return not isinstance(self.engine.pool, self.NullPool)
