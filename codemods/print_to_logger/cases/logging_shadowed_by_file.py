# with: logging.py
import os


class Ship:
    def load(self, crate):
        print(f"loaded {crate} in {os.getcwd()}")
