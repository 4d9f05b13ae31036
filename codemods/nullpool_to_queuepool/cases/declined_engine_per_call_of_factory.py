# path: service/carts.py
import os

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool


def get_engine() -> Engine:
    return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def clear(cart: int) -> None:
    with get_engine().begin() as connection:
        connection.execute(text("DELETE FROM cart_lines WHERE cart = :cart"), {"cart": cart})
