from .open import *  # noqa: F403

CORS_ALLOW_CREDENTIALS = True
