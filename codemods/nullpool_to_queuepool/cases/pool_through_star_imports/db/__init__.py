from sqlalchemy import create_engine, pool

from .pools import *
