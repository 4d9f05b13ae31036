# oracle: django
# app: store.settings:
# start: projects/store
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "store.urls"
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
CORS_ORIGIN_WHITELIST = ("https://store.example.com", "http://localhost:8080")
CORS_ALLOW_CREDENTIALS = True
