from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://forum.example.com", "https://m.example.com"], methods=["GET"], allow_headers=["X-Feed-Key"])


@app.route("/")
def index():
    return jsonify(feeds=[])
