import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+asyncpg://%s/d" % os.environ["HOST"], poolclass=NullPool)
