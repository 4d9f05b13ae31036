# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from typing import Any

from .error import MarkedYAMLError

class ComposerError(MarkedYAMLError): ...

def __getattr__(name: str) -> Any: ...
