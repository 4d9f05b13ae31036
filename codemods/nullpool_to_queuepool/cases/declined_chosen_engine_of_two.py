# path: service/db.py
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

if os.environ.get("SHORT_LIVED") == "1":
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
else:
    engine = create_engine(os.environ["DATABASE_URL"], pool_size=10)
