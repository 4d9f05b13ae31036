# oracle: pymysql
# call: find(database, value)
# call: Orders(database).noted(value)
# like
# call: search(database, value)
import pymysql
import pymysql.cursors


def find(settings: dict, name: str):
    connection = pymysql.connect(**settings)
    try:
        with connection.cursor(pymysql.cursors.DictCursor) as cursor:
            cursor.execute(f"SELECT id, email FROM users WHERE name = '{name}'")
            return cursor.fetchall()
    finally:
        connection.close()


def search(settings: dict, term: str):
    with pymysql.connect(**settings) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT id FROM users WHERE name LIKE '%%%s%%' ORDER BY id" % term)
        return cursor.fetchall()


class Orders:
    def __init__(self, settings: dict) -> None:
        self.db = pymysql.connect(**settings, autocommit=True)

    def noted(self, note: str):
        try:
            cursor = self.db.cursor()
            cursor.execute(f"SELECT id FROM orders WHERE note = '{note}'")
            return cursor.fetchone()
        finally:
            self.db.close()
