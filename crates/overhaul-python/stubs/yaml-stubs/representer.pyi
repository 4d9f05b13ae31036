# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from typing import Any

from .error import YAMLError

class RepresenterError(YAMLError): ...

def __getattr__(name: str) -> Any: ...
