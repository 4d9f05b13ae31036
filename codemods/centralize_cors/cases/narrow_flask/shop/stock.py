from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://.*", "http://localhost:3000"], supports_credentials=True, max_age=60)


@app.route("/")
@app.route("/api/stock")
def index():
    return jsonify(stock=True)
