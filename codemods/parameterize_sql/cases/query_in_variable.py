# oracle: sqlite3
# call: twice(connection, value)
# call: logged(connection, value)
# call: annotated(connection, value)
# call: branches(connection, value)
import logging
import sqlite3

logger = logging.getLogger(__name__)


def twice(connection: sqlite3.Connection, name: str):
    query = f"SELECT id FROM users WHERE name = '{name}'"
    first = connection.execute(query).fetchall()
    again = connection.cursor().execute(query).fetchall()
    return first, again


def logged(connection: sqlite3.Connection, name: str):
    query = f"SELECT id FROM users WHERE email = '{name}'"
    logger.debug("running %s", query)
    return connection.execute(query).fetchall()


def annotated(connection: sqlite3.Connection, name: str):
    statement: str = f"SELECT id FROM orders WHERE note = '{name}'"
    rows = connection.execute(statement)
    return rows.fetchall()


def branches(connection: sqlite3.Connection, name: str):
    query = f"DELETE FROM orders WHERE note = '{name}'"
    try:
        connection.execute(query)
    except sqlite3.OperationalError:
        connection.execute(query)
    connection.commit()
