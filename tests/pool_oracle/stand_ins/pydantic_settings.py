"""Stands in for pydantic-settings where that is not installed: the fields come from the environment, as there."""

import os

from pydantic import BaseModel


def SettingsConfigDict(env_prefix="", **_):
    # The title is a key of pydantic's own that changes nothing here.
    return {"title": env_prefix}


class BaseSettings(BaseModel):
    def __init__(self):
        prefix = self.model_config.get("title", "")
        names = {name: (prefix + name).upper() for name in type(self).model_fields}
        super().__init__(**{name: os.environ[variable] for name, variable in names.items() if variable in os.environ})
