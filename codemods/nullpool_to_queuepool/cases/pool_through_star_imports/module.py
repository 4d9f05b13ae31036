from sqlalchemy import create_engine

from .db import pool

engine = create_engine("postgresql+psycopg2://h/x", poolclass=pool.NullPool)
