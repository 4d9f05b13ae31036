import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ.get("DB", "sqlite:///:memory:"), poolclass=NullPool)
