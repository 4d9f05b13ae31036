import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options: dict[str, object] = {}
options["poolclass"]: type = NullPool
engine = create_engine(os.environ["DATABASE_URL"], **options)
