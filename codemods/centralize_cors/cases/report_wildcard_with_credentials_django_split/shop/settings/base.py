# oracle: django
# app: shop.settings.production:
# app: shop.settings.staging:
# app: shop.local:
# unchanged: Settings are one place already.
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
CORS_ALLOW_CREDENTIALS = True
