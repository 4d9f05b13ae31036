# oracle: sqlalchemy-pymysql
# call: find(connection, value)
# like
# call: search(connection, value)
from sqlalchemy import text
from sqlalchemy.engine import Connection


def find(connection: Connection, name: str):
    return connection.execute(text(f"SELECT `id`, '50%' FROM `users` WHERE `name` = '{name}'")).fetchall()


def search(connection: Connection, term: str):
    return connection.execute(text("SELECT id FROM users WHERE name LIKE '%" + term + "%' ORDER BY id")).fetchall()
