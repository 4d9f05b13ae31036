from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.pool import NullPool

app = Flask(__name__)
app.config.from_prefixed_env()
db = SQLAlchemy(app, engine_options={"pool_pre_ping": True, "poolclass": NullPool})
