import os

from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


@event.listens_for(engine, "connect")
def set_search_path(connection, record) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET search_path TO billing, public")
