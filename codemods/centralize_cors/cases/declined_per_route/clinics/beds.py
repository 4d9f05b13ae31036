from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://clinics.example.com"], supports_credentials=True)


@app.route("/")
def index():
    return jsonify(beds=[])
