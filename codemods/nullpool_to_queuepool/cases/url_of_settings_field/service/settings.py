class Settings:
    url: str = "postgresql+asyncpg://localhost/orders"


settings = Settings()
