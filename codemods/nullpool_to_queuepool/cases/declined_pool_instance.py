# path: service/db.py
import sqlite3

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "sqlite://",
    pool=NullPool(lambda: sqlite3.connect("file:catalog.db?mode=ro", uri=True)),
)
