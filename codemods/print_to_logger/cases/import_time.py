import os
import platform

REGION = os.environ.get("REGION", "local")
print(f"Region is {REGION}")

for flag in ("fast", "strict"):
    print("flag", flag)


class Limits:
    ceiling = 10
    print(f"ceiling {ceiling} on {platform.system()}")


def connect(retries=print("default evaluated") or 3):
    return retries
