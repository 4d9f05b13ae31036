def find(connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


class Store:
    def __init__(self, db):
        self.db = db

    def find(self, name):
        cursor = self.db.cursor()
        cursor.execute("SELECT id FROM users WHERE name = '%s'" % name)
        return cursor.fetchall()
