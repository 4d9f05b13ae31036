import os

CREDENTIALS = os.environ.get("FORT_CREDENTIALS", "1") == "1"
