# options: style = "default"
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    os.environ["DATABASE_URL"],
    # MySQL closes idle connections after eight hours.
    poolclass=NullPool,
    # Milliseconds matter on the overview page.
    connect_args={"connect_timeout": 2},
)
