DEFAULT_ORIGINS = ["https://maps.example.com", "https://embed.example.com"]
MAX_AGE = 1200
