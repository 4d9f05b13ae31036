# oracle: pymysql
# call: find(connection, value)
# call: add(connection, value)
# call: rename(connection, value)
# call: by_names(connection, [value, "Bob"])
# call: literal_percent(connection, value)
# number
# call: older(connection, value)
# integer
# call: page(connection, value)
# call: days_ago(connection, value)
from pymysql.connections import Connection


def find(connection: Connection, name: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, email FROM users WHERE name = '{name}' ORDER BY id")
        return cursor.fetchall()


def add(connection: Connection, note: str) -> int:
    with connection.cursor() as cursor:
        affected = cursor.execute("INSERT INTO orders (user_id, total, note) VALUES (1, 2.5, '%s')" % note)
    connection.commit()
    return affected


def rename(connection: Connection, name: str) -> None:
    cursor = connection.cursor()
    cursor.execute("UPDATE `users` SET `name` = '{}' WHERE `id` = {}".format(name, 2))
    connection.commit()


def by_names(connection: Connection, names: list[str]):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM users WHERE name IN ('" + "', '".join(names) + "') ORDER BY id")
        return cursor.fetchall()


def literal_percent(connection: Connection, name: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, '100%' FROM users WHERE email LIKE '%@%' AND name = '{name}'")
        return cursor.fetchall()


def older(connection: Connection, age):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM users WHERE age > " + str(age) + " ORDER BY id")
        return cursor.fetchall()


def page(connection: Connection, size: int):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users ORDER BY id LIMIT {size} OFFSET 1")
        return cursor.fetchall()


def days_ago(connection: Connection, days: int):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users WHERE created > DATE_SUB('2024-05-01', INTERVAL {days} DAY) ORDER BY id")
        return cursor.fetchall()
