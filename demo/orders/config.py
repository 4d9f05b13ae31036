"""Settings of the service: defaults, then a TOML file, then the environment."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

try:
    import tomllib
except ImportError:
    tomllib = None
    print("tomllib needs Python 3.11, settings files are ignored")


@dataclass(frozen=True)
class Settings:
    database: str = "orders.db"
    outbox: str = "outbox.jsonl"
    webhook_url: str = ""
    webhook_token: str = ""
    workers: int = 2
    low_stock: int = 5


def load_settings(path: Path | None = None) -> Settings:
    settings = Settings()
    if path is not None and tomllib is not None:
        try:
            settings = replace(settings, **tomllib.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            print(f"No settings in {path}, using the defaults")
        except (OSError, ValueError, TypeError) as e:
            print(f"Could not read the settings in {path}: {e}")
    database = os.environ.get("ORDERS_DATABASE")
    if database:
        print("ORDERS_DATABASE is set, using", database, "instead of", settings.database)
        settings = replace(settings, database=database)
    return settings
