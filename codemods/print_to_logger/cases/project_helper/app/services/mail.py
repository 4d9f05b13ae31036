from ..core.log import get_logger
from ..core import templates


class Mailer:
    def send(self, to):
        print(f"sending {templates.WELCOME} to {to}")
