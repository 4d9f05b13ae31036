# path: service/db.py
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

PASSWORD = os.environ["SUPABASE_PASSWORD"]
DATABASE_URL = f"postgresql://postgres.abcd:{PASSWORD}@aws-0-eu-central-1.pooler.supabase.com:6543/postgres"

engine = create_engine(DATABASE_URL, poolclass=NullPool)
