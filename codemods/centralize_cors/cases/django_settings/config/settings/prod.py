from corsheaders.defaults import default_headers

from .base import *  # noqa: F403

DEBUG = False
CORS_ALLOWED_ORIGINS = ["https://app.example.com", "https://admin.example.com"]
CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://\w+\.preview\.example\.com$"]
CORS_ALLOW_HEADERS = (*default_headers, "x-tenant")
CORS_URLS_REGEX = r"^/api/.*$"
CORS_PREFLIGHT_MAX_AGE = 600
