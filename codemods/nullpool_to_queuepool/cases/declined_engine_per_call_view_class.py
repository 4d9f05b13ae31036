import os

from flask.views import MethodView
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Orders(MethodView):
    def __init__(self):
        self.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

    def get(self):
        return self.engine.url.database
