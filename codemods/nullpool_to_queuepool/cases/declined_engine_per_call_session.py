import os

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool


def session():
    return Session(create_engine(os.environ["DATABASE_URL"], poolclass=NullPool))
