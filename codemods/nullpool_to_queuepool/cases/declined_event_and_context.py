# path: resize/main.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def handler(event, context):
    with engine.begin() as connection:
        for record in event["Records"]:
            connection.execute(text("INSERT INTO images (key) VALUES (:key)"), {"key": record["s3"]["object"]["key"]})
