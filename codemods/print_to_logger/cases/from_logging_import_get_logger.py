import json
from logging import getLogger, INFO

THRESHOLD = INFO


class Feed:
    def parse(self, text):
        print("parsing", len(text), "characters")
        return json.loads(text)
