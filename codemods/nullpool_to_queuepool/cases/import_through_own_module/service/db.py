import os

from service.sql import NullPool, create_engine

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
