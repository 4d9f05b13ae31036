from sqlalchemy.pool import NullPool as NP
