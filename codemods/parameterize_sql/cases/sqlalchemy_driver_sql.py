# oracle: sqlalchemy-sqlite
# call: driver_sql(connection, value)
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection, Engine


def raw_cursor(engine: Engine, name: str):
    """Only ever used with the SQLite file of the tests."""
    local = create_engine("sqlite:///" + engine.url.database)
    with local.connect() as connection:
        return connection.exec_driver_sql(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def driver_sql(connection: Connection, name: str):
    return connection.exec_driver_sql(f"SELECT id FROM users WHERE name = '{name}' AND active = ?", (1,)).fetchall()
