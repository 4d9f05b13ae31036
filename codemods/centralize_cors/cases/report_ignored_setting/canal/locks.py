# oracle: flask
# app: canal.locks:app
# app: canal.barges:app
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origin=["https://canal.example.com"], supports_credentials=True)


@app.route("/")
def index():
    return jsonify(locks=5)
