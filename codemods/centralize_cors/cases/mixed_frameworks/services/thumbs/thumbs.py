# oracle: flask
# app: thumbs:app
# start: services/thumbs
from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins="https://catalog.example.com", supports_credentials=True)


@app.get("/")
def index():
    return "thumbs"
