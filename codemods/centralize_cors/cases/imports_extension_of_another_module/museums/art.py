# oracle: flask
# app: museums.art:create_app()
# app: museums.science:create_app()
from flask import Flask, jsonify

from museums.extensions import cors


def create_app():
    app = Flask(__name__)
    cors.init_app(app, origins=["https://museums.example.com"], supports_credentials=True)
    app.add_url_rule("/", view_func=lambda: jsonify(art=True))
    return app
