import os

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

app = FastAPI()


def get_engine():
    return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


@app.get("/orders")
def orders(engine=Depends(get_engine)):
    with engine.connect() as connection:
        return connection.exec_driver_sql("select 1").scalar()
