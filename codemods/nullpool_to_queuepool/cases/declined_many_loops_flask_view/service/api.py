from flask import Flask

from service.db import engine

app = Flask(__name__)


@app.get("/orders")
async def orders():
    async with engine.connect() as connection:
        return str(await connection.exec_driver_sql("select 1"))
