import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

HOST = os.environ["DB_HOST"]
OPTIONS = {"poolclass": NullPool, "echo": False}

engine = create_engine(f"postgresql+psycopg2://shop@{HOST}/shop", **OPTIONS)
async_engine = create_async_engine(f"postgresql+asyncpg://shop@{HOST}/shop", **OPTIONS)
