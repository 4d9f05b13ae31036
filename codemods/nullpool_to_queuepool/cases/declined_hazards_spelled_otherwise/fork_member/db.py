from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql://h/d", poolclass=NullPool)
