from service.settings import logging


class Ship:
    def load(self, crate):
        if logging["level"]:
            print(f"loaded {crate}")
