import os

from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]
    SQLALCHEMY_ENGINE_OPTIONS = {"poolclass": NullPool}
