import sqlite3


def run(connection: sqlite3.Connection, query: str):
    return connection.execute(query).fetchall()


def run_formatted(connection: sqlite3.Connection, template: str, name: str):
    return connection.execute(template.format(name=name)).fetchall()


def run_percent(connection: sqlite3.Connection, template: str, name: str):
    return connection.execute(template % name).fetchall()
