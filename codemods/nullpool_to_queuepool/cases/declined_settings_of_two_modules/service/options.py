from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

OPTIONS = {"poolclass": NullPool}
engine = create_engine("postgresql://localhost/orders", **OPTIONS)
