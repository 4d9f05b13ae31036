from sqlalchemy.ext.asyncio import create_async_engine

from service.options import OPTIONS

engine = create_async_engine("postgresql+asyncpg://localhost/events", **OPTIONS)
