bind = "0.0.0.0:8000"
workers = 8
preload_app = True
wsgi_app = "service.app:app"
