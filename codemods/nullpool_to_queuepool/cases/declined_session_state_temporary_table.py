import os

from sqlalchemy import MetaData, Table, create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

rows = Table("rows", MetaData(), prefixes=["TEMPORARY"])
