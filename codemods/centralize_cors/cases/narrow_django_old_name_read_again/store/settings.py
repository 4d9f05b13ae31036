# oracle: django
# app: store.settings:
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "store.urls"
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
CORS_ORIGIN_ALLOW_ALL = True
if CORS_ORIGIN_ALLOW_ALL:
    CORS_ALLOW_CREDENTIALS = False
