# oracle: fastapi
# app: city.streets:app
# app: city.parks:app
# app: city.ponds:app
from city.web import CORSMiddleware, FastAPI

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://city.example.com"], allow_methods=["GET"])
