# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from typing import Any

from .error import YAMLError

class EmitterError(YAMLError): ...

def __getattr__(name: str) -> Any: ...
