import os

LEVEL = os.environ.get("LEVEL", "INFO")


class Settings:
    def reload(self):
        print("settings are read again")
