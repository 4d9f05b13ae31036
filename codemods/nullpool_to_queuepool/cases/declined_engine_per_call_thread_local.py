import os
import threading

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

local = threading.local()


def engine():
    if not hasattr(local, "engine"):
        local.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    return local.engine
