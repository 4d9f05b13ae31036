import os

from flask import Flask
from sqlalchemy.pool import NullPool

app = Flask(__name__)
if os.environ.get("TESTING"):
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"poolclass": NullPool}
