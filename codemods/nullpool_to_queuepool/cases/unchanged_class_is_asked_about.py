from sqlalchemy import event
from sqlalchemy.pool import NullPool


@event.listens_for(NullPool, "connect")
def connected(connection, record):
    print(NullPool.__name__)
