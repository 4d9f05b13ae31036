# path: service/db.py
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

cache = create_engine("sqlite://", poolclass=NullPool)
scratch = create_engine("sqlite:///:memory:", poolclass=NullPool)
