# oracle: sqlite
# engine: script(__file__)["app"].state.engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

import uvicorn
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

app = FastAPI()

if __name__ == "__main__":
    app.state.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    uvicorn.run(app, host="0.0.0.0", port=8000)
