from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("sqlite:///{}".format(":memory:"), poolclass=NullPool)
