from flask import Blueprint, Flask, jsonify
from flask_cors import cross_origin

history = Blueprint("history", __name__)


@history.route("/")
@cross_origin(origins=["https://weather.example.com"], supports_credentials=True, allow_headers=["X-Station"])
def index():
    return jsonify(history=["rain"])


def create_app():
    app = Flask(__name__)
    app.register_blueprint(history)
    return app
