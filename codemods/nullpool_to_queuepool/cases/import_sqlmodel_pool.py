# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: raises ImportError
import os
from typing import Optional

from sqlmodel import Field, Session, SQLModel, create_engine
from sqlmodel.pool import NullPool


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str


engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def get_session():
    with Session(engine) as session:
        yield session
