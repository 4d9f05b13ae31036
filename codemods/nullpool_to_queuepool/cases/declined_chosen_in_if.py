# path: service/db.py
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

kwargs = {"echo": False}
if os.environ.get("ENVIRONMENT") == "ci":
    kwargs["poolclass"] = NullPool

engine = create_async_engine(os.environ["DATABASE_URL"], **kwargs)
