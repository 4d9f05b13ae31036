# path: service/db.py
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = "sqlite+aiosqlite:///:memory:"

engine = create_async_engine(URL, poolclass=NullPool)
shared = create_async_engine(
    "sqlite+aiosqlite:///file:sessions?mode=memory&cache=shared&uri=true",
    poolclass=NullPool,
)
