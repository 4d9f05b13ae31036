# path: scripts/backfill_totals.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

with engine.begin() as connection:
    connection.execute(text("UPDATE orders SET total = net + tax WHERE total IS NULL"))
