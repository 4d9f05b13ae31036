import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

Session = sessionmaker()


def init():
    Session.configure(bind=create_engine(os.environ["DATABASE_URL"], poolclass=NullPool))
