# oracle: sqlite
# variable: FLASK_SQLALCHEMY_DATABASE_URI
# engine: (app.app_context().push(), db.engine)[1]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.pool import NullPool

app = Flask(__name__)
app.config.from_prefixed_env()
db = SQLAlchemy(app, engine_options={"pool_pre_ping": True, "poolclass": NullPool})
