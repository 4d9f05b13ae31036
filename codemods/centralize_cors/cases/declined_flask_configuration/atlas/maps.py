# oracle: flask
# app: atlas.maps:app
# app: atlas.pins:app
# unchanged: the configuration of the application is a part of the policy.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
app.config["CORS_ORIGINS"] = ["https://atlas.example.com"]
CORS(app, supports_credentials=True)


@app.route("/")
def index():
    return jsonify(maps=True)
