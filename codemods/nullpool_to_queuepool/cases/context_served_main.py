# oracle: sqlite
# engine: (main(), made[-1])[1]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

import uvicorn
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def main():
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    uvicorn.run(build(engine))


def build(engine):
    return engine


if __name__ == "__main__":
    main()
