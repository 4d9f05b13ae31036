# oracle: django
# app: polls.settings:
# unchanged: Settings are one place already.
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "polls.urls"
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
DEBUG = True
LOCAL = ["http://localhost:3000"]
# Django's own check refuses the path, and django-cors-headers does not look at it.
CORS_ALLOWED_ORIGINS = ["https://polls.example.com/"]
CORS_ALLOWED_ORIGINS += ["null"]
CORS_ALLOWED_ORIGINS.append("https://Polls.example.com")
CORS_ALLOWED_ORIGINS = CORS_ALLOWED_ORIGINS + LOCAL + ["file.example.com"]
CORS_ALLOWED_ORIGINS = [*CORS_ALLOWED_ORIGINS, "null"] if DEBUG else ["https://polls.example.com"]
CORS_ALLOWED_ORIGIN_REGEXES = []
CORS_ALLOWED_ORIGIN_REGEXES.extend([r"^https://.*$"])
