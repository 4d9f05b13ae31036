# path: service/audit.py
import sqlalchemy as sa


class AuditLog:
    def __init__(self, url: str) -> None:
        self.url = url

    def write(self, event: str) -> None:
        with sa.create_engine(self.url, poolclass=sa.pool.NullPool).begin() as connection:
            connection.execute(sa.text("INSERT INTO audit (event) VALUES (:event)"), {"event": event})
