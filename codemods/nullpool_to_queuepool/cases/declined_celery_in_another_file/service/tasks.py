from celery import shared_task

from service import invoices


@shared_task(acks_late=True)
def send_invoice(invoice_id: int) -> None:
    invoices.send(invoice_id)
