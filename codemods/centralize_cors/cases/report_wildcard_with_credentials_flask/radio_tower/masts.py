# oracle: flask
# app: radio_tower.masts:app
# app: radio_tower.signals:app
# route: /
# route: /api/masts
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
# Without origins, any is admitted.
CORS(app, supports_credentials=True)


@app.route("/")
@app.route("/api/masts")
def index():
    return jsonify(masts=[])
