import os

from sqlalchemy import create_engine

from service.pools import POOL

engine = create_engine(os.environ["DATABASE_URL"], poolclass=POOL)
