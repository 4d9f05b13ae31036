from sqlalchemy import text

from service.db import Session


def send(invoice_id: int) -> None:
    with Session.begin() as session:
        session.execute(text("UPDATE invoices SET sent = now() WHERE id = :id"), {"id": invoice_id})
