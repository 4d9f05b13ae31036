import json
import sqlite3

import pymysql


def backslashes(connection: pymysql.Connection, meta: dict[str, str]):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO events (payload) VALUES ('{json.dumps(meta)}')")


def without_quotes(connection: sqlite3.Connection, number: int):
    connection.execute(f"UPDATE events SET payload = {json.dumps(number)}")


def escaped(connection: sqlite3.Connection, meta: dict[str, str]):
    text = json.dumps(meta).replace("'", "''")
    connection.execute(f"UPDATE events SET payload = '{text}'")


def names(connection: sqlite3.Connection, table: str, ids: list[str]):
    connection.execute(f"SELECT id FROM {json.dumps(table)}")
    quoted = ", ".join(f"'{json.dumps(id)}'" for id in ids)
    connection.execute(f"SELECT id FROM users WHERE name IN ({quoted})")
