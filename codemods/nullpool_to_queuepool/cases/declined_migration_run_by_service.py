# path: service/upgrade.py
"""Brings the database up to date when a release is rolled out."""

import os

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def upgrade() -> None:
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    config = Config("alembic.ini")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
