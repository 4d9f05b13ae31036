# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from typing import Any

from .error import YAMLError

class ReaderError(YAMLError):
    name: Any
    character: Any
    position: Any
    encoding: Any
    reason: Any
    def __init__(
        self, name: Any, position: Any, character: Any, encoding: Any, reason: Any
    ) -> None: ...

def __getattr__(name: str) -> Any: ...
