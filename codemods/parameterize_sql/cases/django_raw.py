# path: shop/models.py
# oracle: django
# call: named(value)
# call: User.with_email(value)
# number
# call: older(value)
from django.db import models


class User(models.Model):
    name = models.TextField()
    email = models.TextField()
    age = models.IntegerField()

    class Meta:
        app_label = "shop"
        db_table = "users"
        managed = False

    @classmethod
    def with_email(cls, email):
        return [user.id for user in cls.objects.raw(f"SELECT * FROM users WHERE email = '{email}'")]


def named(name):
    return [(user.id, user.email) for user in User.objects.raw(f"SELECT * FROM users WHERE name = '{name}'")]


def older(age):
    users = User.objects.raw("SELECT id, name FROM users WHERE age > %s ORDER BY id" % age)
    return [user.id for user in users]
