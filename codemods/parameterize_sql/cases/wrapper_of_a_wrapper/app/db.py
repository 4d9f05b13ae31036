import sqlite3

connection = sqlite3.connect("app.db")


def run(query, params=()):
    return connection . execute (query, params)
