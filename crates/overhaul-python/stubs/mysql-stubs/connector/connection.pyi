# Source: https://dev.mysql.com/doc/connector-python/en/connector-python-api-mysqlconnection.html
from typing import Any

from .abstracts import MySQLConnectionAbstract

class MySQLConnection(MySQLConnectionAbstract):
    def __init__(self, **kwargs: Any) -> None: ...
