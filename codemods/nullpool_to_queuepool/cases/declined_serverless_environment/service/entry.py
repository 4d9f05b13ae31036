import os

from service.db import engine

if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    engine.connect()
