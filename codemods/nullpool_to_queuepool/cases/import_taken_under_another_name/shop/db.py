from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool as NP

engine = create_engine("postgresql://db.example/shop", poolclass=NP)
