from city.web import Cors, FastAPI

app = FastAPI()
app.add_middleware(Cors, allow_origins=["https://city.example.com"], allow_methods=["GET"])
