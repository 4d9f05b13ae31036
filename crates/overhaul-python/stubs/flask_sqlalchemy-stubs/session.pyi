# Source: https://flask-sqlalchemy.readthedocs.io/en/stable/api/#module-flask_sqlalchemy.session
from typing import Any

from sqlalchemy.orm.session import Session as _Session

class Session(_Session):
    def __init__(self, db: Any, **kwargs: Any) -> None: ...
