import os

preload_app: bool = not os.environ.get("DEBUG")
