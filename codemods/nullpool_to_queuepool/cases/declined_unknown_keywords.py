# path: service/db.py
import json
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

with open(os.environ["ENGINE_OPTIONS"], encoding="utf-8") as handle:
    options = json.load(handle)

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool, **options)
