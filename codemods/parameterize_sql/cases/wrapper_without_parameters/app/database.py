import sqlite3


class Database:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)

    def run(self, sql):
        return self.connection.execute(sql).fetchall()

    def count(self, sql):
        return self.connection.execute("SELECT COUNT(*) FROM (" + sql + ")").fetchone()[0]
