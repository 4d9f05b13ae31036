from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=[r"https://.*\.museum\.example$"])


@app.route("/")
def index():
    return jsonify(ok=True)
