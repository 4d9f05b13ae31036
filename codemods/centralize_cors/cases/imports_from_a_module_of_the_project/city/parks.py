from city import web

app = web.FastAPI()
app.add_middleware(web.CORSMiddleware, allow_origins=["https://city.example.com"], allow_methods=["GET"])
