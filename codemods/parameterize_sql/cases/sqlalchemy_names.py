# with: service/__init__.py
# oracle: sqlalchemy-postgresql
# call: count(connection, name)
# names: acme, globex
# call: of_kind(connection, name, value)
# quoted
# names: users, daily stats-2024
# call: count_quoted(connection, name)
# call: remove(connection, name, 1)
from sqlalchemy import text
from sqlalchemy.engine import Connection


def count(connection: Connection, table: str) -> int:
    return connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one()


def of_kind(connection: Connection, tenant: str, kind: str):
    return connection.execute(
        text(f"SELECT id FROM events_{tenant} WHERE kind = '{kind}' ORDER BY id")
    ).scalars().all()


def count_quoted(connection: Connection, table: str) -> int:
    return connection.execute(text(f'SELECT COUNT(*) FROM "{table}"')).scalar_one()


def remove(connection: Connection, table: str, row_id: int) -> int:
    return connection.execute(text(f'DELETE FROM "{table}" WHERE id = {row_id}')).rowcount
