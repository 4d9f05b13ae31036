# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""The engine is no asyncio engine, so the loops of the workers do not matter to it."""

import asyncio
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from service.http import fetch_rate

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def refresh(currency: str) -> None:
    rate = asyncio.run(fetch_rate(currency))
    with engine.begin() as connection:
        connection.execute(text("UPDATE rates SET rate = :rate"), {"rate": rate})


def refresh_all() -> None:
    rates = asyncio.run(fetch_rate("*"))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO rates_log (body) VALUES (:rates)"), {"rates": rates})
