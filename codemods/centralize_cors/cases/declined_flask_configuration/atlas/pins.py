from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
app.config["CORS_ORIGINS"] = ["https://atlas.example.com"]
CORS(app, supports_credentials=True)


@app.route("/")
def index():
    return jsonify(pins=True)
