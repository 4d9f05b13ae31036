import os


class CorsSettings:
    """Reads a variable for each field, as pydantic-settings does with a prefix."""

    prefix = "CORS_"
    allow_origins = "https://loom.example.com"
    max_age = "600"

    def __getattribute__(self, name: str) -> str:
        default = object.__getattribute__(self, name)
        return os.environ.get(type(self).prefix + name.upper(), default)


settings = CorsSettings()
