# oracle: flask
# unchanged: routes keep their own policies.
# app: weather.today:app
# app: weather.history:create_app()
# route: /
# route: /open
# route: /plain
from flask import Flask, jsonify
from flask_cors import cross_origin

app = Flask(__name__)


@app.route("/")
@cross_origin(origins=["https://weather.example.com"], supports_credentials=True, allow_headers=["X-Station"])
def today():
    return jsonify(today="sun")


@app.route("/open")
@cross_origin()
def open_data():
    return jsonify(open=True)


@app.route("/plain")
def plain():
    return jsonify(plain=True)
