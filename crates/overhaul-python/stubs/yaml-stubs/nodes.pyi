# Source: https://pyyaml.org/wiki/PyYAMLDocumentation#nodes
from typing import Any

class Node:
    tag: str
    value: Any
    start_mark: Any
    end_mark: Any
    def __init__(self, tag: Any, value: Any, start_mark: Any, end_mark: Any) -> None: ...

class ScalarNode(Node):
    style: Any
    def __init__(
        self, tag: Any, value: Any, start_mark: Any = ..., end_mark: Any = ..., style: Any = ...
    ) -> None: ...

class CollectionNode(Node):
    flow_style: bool | None
    def __init__(
        self,
        tag: Any,
        value: Any,
        start_mark: Any = ...,
        end_mark: Any = ...,
        flow_style: Any = ...,
    ) -> None: ...

class SequenceNode(CollectionNode): ...
class MappingNode(CollectionNode): ...
