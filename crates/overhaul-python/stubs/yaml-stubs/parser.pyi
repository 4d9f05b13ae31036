# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from typing import Any

from .error import MarkedYAMLError

class ParserError(MarkedYAMLError): ...

def __getattr__(name: str) -> Any: ...
