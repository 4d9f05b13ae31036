from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app)


@app.route("/")
@app.route("/api/stock")
def index():
    return jsonify(stock=True)
