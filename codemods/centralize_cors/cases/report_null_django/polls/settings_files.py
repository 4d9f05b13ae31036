from polls.settings import *  # noqa: F403

CORS_ALLOWED_ORIGINS = ["polls.example.com", "https://polls.example.com"]
CORS_ALLOW_CREDENTIALS = True
