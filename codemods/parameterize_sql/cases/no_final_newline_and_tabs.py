# oracle: sqlite3
# call: find(connection, value)
# call: Finder(connection).count(value)
import sqlite3


def find(connection: sqlite3.Connection, name: str):
	return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


class Finder:
	def __init__(self, connection: sqlite3.Connection):
		self.connection = connection

	def count(self, name):
		cursor = self.connection.execute(f"SELECT COUNT(*) FROM users WHERE name = '{name}'")
		return cursor.fetchone()