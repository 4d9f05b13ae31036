# path: function_app.py
import os

import azure.functions as func
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

app = func.FunctionApp()
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


@app.route(route="orders")
def orders(request: func.HttpRequest) -> func.HttpResponse:
    with engine.connect() as connection:
        return func.HttpResponse(str(connection.execute(text("SELECT count(*) FROM orders")).scalar()))
