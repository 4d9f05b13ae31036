# oracle: fastapi
# app: port.cranes:create_app()
# app: port.ships:create_app()
def create_app():
    from fastapi import FastAPI
    from fastapi.middleware.cors import CORSMiddleware

    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=["https://port.example.com"], allow_methods=["GET"])
    return app
