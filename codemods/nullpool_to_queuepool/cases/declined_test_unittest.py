import os
import unittest

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Orders(unittest.TestCase):
    def setUp(self):
        self.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
