# oracle: sqlite
# variable: WAREHOUSE_URL
# engine: Warehouse().engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os
from functools import cached_property

from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.pool import NullPool


class Warehouse:
    @cached_property
    def engine(self) -> Engine:
        return create_engine(os.environ["WAREHOUSE_URL"], poolclass=NullPool)

    def tables(self) -> list[str]:
        return inspect(self.engine).get_table_names()
