# oracle: flask
# app: clinics.rooms:app
# app: clinics.beds:app
# route: /
# route: /open
from flask import Flask, jsonify
from flask_cors import CORS, cross_origin

app = Flask(__name__)
CORS(app, origins=["https://clinics.example.com"], supports_credentials=True)


@app.route("/")
def index():
    return jsonify(rooms=[])


@app.route("/open")
@cross_origin(origins="*")
def open_data():
    return jsonify(open=True)
