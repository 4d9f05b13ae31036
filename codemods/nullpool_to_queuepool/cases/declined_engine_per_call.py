# path: service/customers.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def customer_names(country: str) -> list[str]:
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name FROM customers WHERE country = :c"), {"c": country})
        return list(rows.scalars())
