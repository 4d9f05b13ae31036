from pools import DefaultPool
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

one = create_engine("postgresql+psycopg2://h/x", poolclass=NullPool)
two = create_engine("postgresql+psycopg2://h/x", poolclass=DefaultPool)
three = create_async_engine("postgresql+asyncpg://h/x", poolclass=DefaultPool)
