# with: service/__init__.py
# oracle: psycopg
# call: count(connection, name)
# names: acme, globex
# call: count_tenant(connection, name, value)
import psycopg
from psycopg import sql


def columns(conn: psycopg.Connection, table: str):
    return conn.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table))).description


def count(conn: psycopg.Connection, table: str):
    return conn.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


def count_tenant(conn: psycopg.Connection, tenant: str, kind: str):
    return conn.execute(f"SELECT COUNT(*) FROM events_{tenant} WHERE kind = '{kind}'").fetchone()
