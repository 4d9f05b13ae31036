SITE = "https://lab.example.com"
BETA = "https://beta.lab.example.com"


class Settings:
    site = SITE
    age = 60


settings = Settings()
