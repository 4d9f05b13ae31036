import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


async def middleware(request, call_next):
    request.state.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    return await call_next(request)
