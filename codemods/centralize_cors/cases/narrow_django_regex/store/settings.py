# oracle: django
# app: store.settings:
# options: origins = ["https://shop.example.com"]
# unchanged: an expression is told and left.
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "store.urls"
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
CORS_ALLOWED_ORIGIN_REGEXES = [r"^https?://.*$"]
CORS_ALLOW_CREDENTIALS = True
