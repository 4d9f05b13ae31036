import asyncio
import os

import uvicorn
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


async def create_tables():
    async with engine.begin():
        pass


if __name__ == "__main__":
    asyncio.run(create_tables())
    uvicorn.run("service:app")
