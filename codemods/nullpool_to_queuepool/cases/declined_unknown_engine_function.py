# path: service/db.py
import os

from shop_platform.database import Database
from sqlalchemy.pool import NullPool

database = Database(os.environ["DATABASE_URL"], poolclass=NullPool)
