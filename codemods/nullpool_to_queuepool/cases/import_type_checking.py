# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, pool

if TYPE_CHECKING:
    from sqlalchemy.pool import NullPool, QueuePool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)


def describe(used: NullPool | QueuePool) -> str:
    return used.status()
