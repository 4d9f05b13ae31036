# path: service/db.py
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from service.vault import database_password


async def connect():
    return await asyncpg.connect(host="db", user="shop", password=await database_password())


engine = create_async_engine(
    "postgresql+asyncpg://",
    async_creator=connect,
    poolclass=NullPool,
)
