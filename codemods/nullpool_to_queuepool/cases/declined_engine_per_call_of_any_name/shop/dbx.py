from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def connect_db():
    return create_engine("postgresql://db.example/shop", poolclass=NullPool)


def passed():
    return create_engine("postgresql://db.example/shop", poolclass=NullPool)


def member():
    return create_engine("postgresql://db.example/shop", poolclass=NullPool)


def once():
    return create_engine("postgresql://db.example/shop", poolclass=NullPool)
