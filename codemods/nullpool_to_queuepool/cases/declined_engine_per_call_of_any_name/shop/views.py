from . import dbx
from .dbx import (
    connect_db as connect,
)
from shop import passed


def orders(request):
    return connect().connect()


def goods(request):
    return passed().connect()


def prices(request):
    return dbx.member().connect()
