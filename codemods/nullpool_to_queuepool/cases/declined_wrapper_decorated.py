import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]


def deco(function):
    return lambda url, poolclass: function(url, poolclass=poolclass)


@deco
def make(url, **kwargs):
    return create_engine(url, **kwargs)


engine = make(url, poolclass=NullPool)
