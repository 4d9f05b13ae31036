import os

EXTRA = os.environ.get("CORS_ALLOW_ORIGINS_ALTO", "")
AGE = int(os.environ.get("CHOIR_AGE", "60"))
