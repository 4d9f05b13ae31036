from flask import Flask, jsonify
from flask_cors import CORS


def create_admin() -> Flask:
    app = Flask(__name__)
    app.config["CORS_ORIGINS"] = ["https://gallery.example.com"]
    app.config["CORS_SUPPORTS_CREDENTIALS"] = True
    CORS(app)

    @app.get("/")
    def index():
        return jsonify(admin=True)

    return app
