from quay.boats import ORIGINS

ORIGINS.append("https://more.quay.example.com")
