import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

SHOP = {"name": "🛒 Łódź", "engine": create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)}
