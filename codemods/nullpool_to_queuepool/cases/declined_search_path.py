# path: service/tenants.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def users(tenant: str) -> list[str]:
    with engine.connect() as connection:
        connection.execute(text(f"SET search_path TO {tenant}"))
        return list(connection.execute(text("SELECT name FROM users")).scalars())
