# oracle: fastapi
# app: mill.flour:app
# app: mill.grain:app
# app: mill.bran:app
from mill.flour.web import app

__all__ = ["app"]
