# path: service/db.py
import os

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool


def make_engine(variable: str, poolclass=None) -> Engine:
    return create_engine(os.environ[variable], poolclass=poolclass)


orders = make_engine("ORDERS_URL")
audit = make_engine("AUDIT_URL", poolclass=NullPool)
