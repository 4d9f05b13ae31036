from .db import *

engine = create_engine("postgresql+psycopg2://h/x", poolclass=NullPool)
