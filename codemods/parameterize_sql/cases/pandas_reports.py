# with: service/__init__.py
# oracle: pandas
# call: orders_with(connection, value)
# call: users_named(engine, value)
# call: keyword(connection, value)
# number
# call: expensive(connection, value)
# names: users, orders, missing
# call: table(connection, name)
import sqlite3

import pandas as pd
from sqlalchemy import Engine, text


def orders_with(connection: sqlite3.Connection, note: str):
    return pd.read_sql(f"SELECT id, total FROM orders WHERE note = '{note}'", connection)


def users_named(engine: Engine, name: str):
    with engine.connect() as connection:
        return pd.read_sql_query(text(f"SELECT id, email FROM users WHERE name = '{name}'"), connection)


def keyword(connection: sqlite3.Connection, note: str):
    return pd.read_sql_query(
        sql=f"SELECT id FROM orders WHERE note = '{note}' AND user_id > ?", con=connection, params=(0,)
    )


def expensive(connection: sqlite3.Connection, total):
    query = "SELECT id FROM orders WHERE total > {} ORDER BY id".format(total)
    return pd.read_sql_query(query, connection)["id"].tolist()


def table(connection: sqlite3.Connection, name: str):
    return pd.read_sql_query(f"SELECT * FROM {name} ORDER BY id", connection)
