# path: service/db.py
import psycopg2
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from service.vault import database_password


def connect():
    return psycopg2.connect(host="db", user="shop", password=database_password())


engine = create_engine("postgresql+psycopg2://", creator=connect, poolclass=NullPool)
