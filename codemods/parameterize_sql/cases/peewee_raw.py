# oracle: peewee
# call: by_sql(value)
# call: rename(value)
import os

from peewee import IntegerField, Model, SqliteDatabase, TextField

db = SqliteDatabase(os.environ["DATABASE_PATH"])


class User(Model):
    name = TextField()
    email = TextField()
    age = IntegerField()

    class Meta:
        database = db
        table_name = "users"


def named(name: str):
    return [user.id for user in User.raw(f"SELECT id, email FROM users WHERE name = '{name}'")]


def by_sql(email: str):
    return db.execute_sql("SELECT id FROM users WHERE email = '%s'" % email).fetchall()


def rename(name: str) -> None:
    with db.atomic():
        db.execute_sql(f"UPDATE users SET name = '{name}' WHERE id = 2")
