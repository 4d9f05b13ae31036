from sqlalchemy import text

from service.db import engine


def choose(connection, schema):
    connection.execute(text(f"SET search_path TO {schema}"))
