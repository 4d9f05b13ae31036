try:
    import logging
except ImportError:
    logging = None

try:
    import simplejson as json
except ImportError:
    import json


class Ship:
    def load(self, text):
        print(f"loading {text}")
        return json.loads(text)
