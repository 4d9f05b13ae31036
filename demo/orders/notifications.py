"""Tell customers about their orders: a webhook if there is one, else a file that the mailer collects."""

import json
import logging
import traceback
import urllib.error
import urllib.request

from orders.config import Settings
from orders.models import Order, State

log = logging.getLogger(__name__)

SUBJECTS = {
    State.CONFIRMED: "We have your order",
    State.SHIPPED: "Your order is on its way",
    State.REJECTED: "We could not fill your order",
}


class Notifier:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.failures = 0
        if settings.webhook_url:
            print(f"Webhook {settings.webhook_url} with token {settings.webhook_token}")

    def send(self, order: Order) -> bool:
        subject = SUBJECTS.get(order.state)
        if subject is None:
            log.debug("no message for %s", order.state)
            return False
        message = {"to": order.customer, "subject": subject, "order": order.id}
        try:
            if self.settings.webhook_url:
                self._post(message)
            else:
                self._append(message)
        except urllib.error.URLError as e:
            self.failures += 1
            print(f"❌ webhook for {order.id} did not answer: {e}")
            return False
        except OSError as e:
            self.failures += 1
            print(f"Could not write to {self.settings.outbox}: {e}")
            traceback.print_exc()
            return False
        print("✅ told", order.customer, "with 0 errors" if not self.failures else "at last")
        return True

    def _post(self, message: dict[str, str]) -> None:
        request = urllib.request.Request(
            self.settings.webhook_url,
            data=json.dumps(message).encode(),
            headers={"Authorization": f"Bearer {self.settings.webhook_token}"},
        )
        with urllib.request.urlopen(request, timeout=5) as response:
            log.debug("webhook answered %s", response.status)

    def _append(self, message: dict[str, str]) -> None:
        with open(self.settings.outbox, "a", encoding="utf-8") as outbox:
            print(json.dumps(message), file=outbox)
