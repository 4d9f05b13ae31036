# oracle: django
# app: store.settings:
# options: origins = ["https://shop.example.com"]
# unchanged: a list that admits null is told and left.
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "store.urls"
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
CORS_ALLOWED_ORIGINS = ["https://shop.example.com", "null"]
CORS_ALLOW_CREDENTIALS = True
