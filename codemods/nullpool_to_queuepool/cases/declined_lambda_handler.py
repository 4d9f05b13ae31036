# path: service/app.py
import json
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def lambda_handler(event, context):
    with engine.connect() as connection:
        total = connection.execute(text("SELECT count(*) FROM orders")).scalar()
    return {"statusCode": 200, "body": json.dumps({"total": total})}
