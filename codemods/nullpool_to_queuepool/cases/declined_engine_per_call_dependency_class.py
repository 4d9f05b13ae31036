import os

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

app = FastAPI()


class Store:
    def __init__(self):
        self.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


@app.get("/orders")
def orders(store: Store = Depends()):
    return store.engine.url.database
