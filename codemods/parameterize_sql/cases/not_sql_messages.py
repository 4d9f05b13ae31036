import logging
import sqlite3

logger = logging.getLogger(__name__)


def report(connection: sqlite3.Connection, table, count):
    logger.info(f"SELECT * FROM {table} gave {count} rows")
    print(f"Selected {count} items from {table}")
    message = f"DELETE FROM {table} was refused"
    if count == 0:
        raise ValueError(message)
    return connection.execute("SELECT 1").fetchone()


def explain(table):
    """Runs f"SELECT * FROM {table}" later."""
    return f"INSERT INTO {table} VALUES (1)"
