import os
from dataclasses import dataclass, field


def _origins() -> list[str]:
    return os.environ.get("BANK_ORIGINS", "https://bank.example.com").split(",")


@dataclass
class Settings:
    cors_origins: list[str] = field(default_factory=_origins)
    cors_credentials: bool = os.environ.get("BANK_CREDENTIALS", "1") == "1"


settings = Settings()
