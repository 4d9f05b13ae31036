import csv
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def export(path: str) -> None:
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    try:
        with engine.connect() as connection, open(path, "w", newline="") as handle:
            csv.writer(handle).writerows(connection.execute(text("SELECT * FROM sales")))
    finally:
        engine.dispose()
