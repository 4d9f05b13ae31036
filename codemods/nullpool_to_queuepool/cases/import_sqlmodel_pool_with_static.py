import os

from sqlmodel import SQLModel, create_engine
from sqlmodel.pool import NullPool, StaticPool

SHARED = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def create_tables() -> None:
    SQLModel.metadata.create_all(engine)
