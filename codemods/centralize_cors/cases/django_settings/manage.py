# oracle: django
# unchanged: settings are told about and left.
# app: config.settings.base:
# app: config.settings.dev:
# app: config.settings.prod:
# route: /
# route: /api/items
# env: CORS_EXTRA=https://extra.example
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
