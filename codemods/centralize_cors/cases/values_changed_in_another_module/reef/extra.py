from reef.fish import ORIGINS

ORIGINS.append("https://extra.reef.example.com")
