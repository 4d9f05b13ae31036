# path: service/db.py
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://shop@pgbouncer:6432/shop", poolclass=NullPool)
