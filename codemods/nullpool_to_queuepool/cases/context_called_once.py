# oracle: sqlite
# engine: Session.kw["bind"]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy import create_engine, event
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool


def setup():
    engine = create_engine("sqlite:///./notes.db", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def use_wal(connection, record):
        connection.execute("PRAGMA journal_mode=WAL")

    return sessionmaker(engine)


Session = setup()
