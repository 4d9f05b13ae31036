# with: service/__init__.py
from django.db import connection, models
from django.db.models.expressions import RawSQL


class Order(models.Model):
    note = models.TextField()

    class Meta:
        app_label = "shop"


def extra(note):
    return Order.objects.extra(where=[f"note = '{note}'"])


def annotated(factor):
    return Order.objects.annotate(scaled=RawSQL(f"total * {factor}", ()))


def ordered(column):
    return Order.objects.raw(f"SELECT * FROM orders ORDER BY {column}")


def table_of_the_model(note):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {Order._meta.db_table} WHERE note = %s", [note])
        return cursor.fetchall()
