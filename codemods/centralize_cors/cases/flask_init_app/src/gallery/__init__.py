# oracle: flask
# unchanged: one application alone has its policy in its code.
# app: gallery:create_app()
# app: gallery.admin:create_admin()
# start: src
# env: GALLERY_ORIGINS=https://one.example,https://two.example
import os

from flask import Flask, jsonify

from .extensions import cors


def create_app() -> Flask:
    app = Flask(__name__)
    cors.init_app(
        app,
        origins=os.environ.get("GALLERY_ORIGINS", "https://gallery.example.com").split(","),
        supports_credentials=True,
    )

    @app.get("/")
    def index():
        return jsonify(gallery=True)

    @app.get("/boom")
    def boom():
        raise RuntimeError("boom")

    return app
