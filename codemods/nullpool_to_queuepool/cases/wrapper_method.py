# oracle: sqlite
# variable: ORDERS_URL
# variable: STOCK_URL
# engine: engines.orders
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Engines:
    """One engine for each database."""

    def __init__(self) -> None:
        self.orders = self._engine("ORDERS_URL", poolclass=NullPool)
        self.stock = self._engine("STOCK_URL")

    def _engine(self, variable: str, **options):
        return create_engine(os.environ[variable], **options)


engines = Engines()
