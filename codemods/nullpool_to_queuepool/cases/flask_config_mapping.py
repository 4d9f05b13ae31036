import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import pool

app = Flask(__name__)
app.config.from_mapping(
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    SQLALCHEMY_ENGINE_OPTIONS=dict(poolclass=pool.NullPool),
)
db = SQLAlchemy(app)
