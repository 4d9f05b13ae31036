# oracle: sqlite
# engine: (create_app(), made[-1])[1]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def create_app() -> FastAPI:
    app = FastAPI()
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

    @app.get("/orders")
    def orders():
        with engine.connect() as connection:
            return connection.exec_driver_sql("select 1").scalar()

    return app
