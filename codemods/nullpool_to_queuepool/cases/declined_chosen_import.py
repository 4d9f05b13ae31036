from sqlalchemy import create_engine

try:
    from sqlalchemy.pool import NullPool
except ImportError:
    NullPool = None

engine = create_engine("postgresql://localhost/orders", poolclass=NullPool)
