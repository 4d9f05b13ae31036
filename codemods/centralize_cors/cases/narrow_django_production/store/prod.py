from store.base import *  # noqa: F403

DEBUG = False
# Nobody but the site itself calls in production.
CORS_ALLOW_ALL_ORIGINS = False
