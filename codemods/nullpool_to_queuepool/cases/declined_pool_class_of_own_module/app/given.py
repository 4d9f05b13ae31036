from sqlalchemy import create_engine

from app.nulls import NP

engine = create_engine("postgresql://db.example/app", pool = NP(lambda: None))
