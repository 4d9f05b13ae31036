# oracle: flask
# app: bridge.spans:app
# app: bridge.tolls:app
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
# The slash is part of an expression, and may be missing.
CORS(app, origins=[r"https://[A-Z]?[a-z]+\.bridge\.example\.com/?$"], methods=["GET"])


@app.route("/")
def index():
    return jsonify(spans=3)
