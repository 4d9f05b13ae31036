import sqlite3


class Users:
    def __init__(self, connection=None):
        self.connection = connection or sqlite3.connect("users.db")

    def find(self, name: str):
        return self.connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()
