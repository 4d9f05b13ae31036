"""Ask the harbour for berths."""
import requests

from service.berths import Berth  # noqa: I001
from service.cranes import (
    Crane,
    Hook,
)
URL = "https://harbour.example/berths"
def berths():
    print(f"asking {URL}")
    return [Berth(row, Crane, Hook) for row in requests.get(URL, timeout=5).json()]
