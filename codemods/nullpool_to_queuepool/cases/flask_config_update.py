import os

from flask import Flask
from sqlalchemy.pool import NullPool

app = Flask(__name__)
app.config.update(
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    SQLALCHEMY_ENGINE_OPTIONS={"poolclass": NullPool},
)
