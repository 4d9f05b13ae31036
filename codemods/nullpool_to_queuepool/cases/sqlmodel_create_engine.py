# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.pool import NullPool
from sqlmodel import Session, create_engine, select, text

engine = create_engine(os.environ["DATABASE_URL"], echo=False, poolclass=NullPool)


def ready() -> bool:
    with Session(engine) as session:
        return session.exec(select(text("1"))).first() is not None
