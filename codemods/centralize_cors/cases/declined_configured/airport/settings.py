import os


class Settings:
    origins = os.environ.get("AIRPORT_ORIGINS", "https://airport.example.com").split(",")
    methods = ["GET", "POST"]


settings = Settings()
