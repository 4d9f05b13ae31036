# path: service/config.py
import os

from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL", "")


class TestConfig(Config):
    TESTING = True
    SQLALCHEMY_ENGINE_OPTIONS = {"poolclass": NullPool}
