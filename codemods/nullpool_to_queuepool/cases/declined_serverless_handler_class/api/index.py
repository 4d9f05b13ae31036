from http.server import BaseHTTPRequestHandler

from service.db import engine


class handler(BaseHTTPRequestHandler):
    def do_GET(self):
        engine.connect()
