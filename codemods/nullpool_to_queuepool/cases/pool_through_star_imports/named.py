from sqlalchemy import create_engine

from .db import NullPool

engine = create_engine("postgresql+psycopg2://h/x", poolclass=NullPool)
