CORS_OPTIONS = {
    "allow_origins": ["https://aquarium.example.com"],
    "allow_methods": ["GET"],
}
