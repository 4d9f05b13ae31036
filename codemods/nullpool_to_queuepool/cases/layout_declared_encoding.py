# -*- coding: latin-1 -*-
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], connect_args={"application_name": "Büro"}, poolclass=NullPool)
