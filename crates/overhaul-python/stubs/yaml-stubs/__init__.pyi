# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from _typeshed import SupportsRead
from typing_extensions import TypeAlias

from . import (
    composer as composer,
    constructor as constructor,
    emitter as emitter,
    error as error,
    parser as parser,
    reader as reader,
    representer as representer,
    resolver as resolver,
    scanner as scanner,
    serializer as serializer,
)
from .cyaml import (
    CBaseLoader as CBaseLoader,
    CDumper as CDumper,
    CFullLoader as CFullLoader,
    CLoader as CLoader,
    CSafeDumper as CSafeDumper,
    CSafeLoader as CSafeLoader,
    CUnsafeLoader as CUnsafeLoader,
)
from .dumper import BaseDumper as BaseDumper, Dumper as Dumper, SafeDumper as SafeDumper
from .error import Mark as Mark, MarkedYAMLError as MarkedYAMLError, YAMLError as YAMLError
from .loader import (
    BaseLoader as BaseLoader,
    FullLoader as FullLoader,
    Loader as Loader,
    SafeLoader as SafeLoader,
    UnsafeLoader as UnsafeLoader,
)
from .nodes import (
    CollectionNode as CollectionNode,
    MappingNode as MappingNode,
    Node as Node,
    ScalarNode as ScalarNode,
    SequenceNode as SequenceNode,
)

# The result of dump() is text, or bytes with an encoding, or None with a stream.
_Stream: TypeAlias = str | bytes | SupportsRead[str] | SupportsRead[bytes]

def scan(stream: _Stream, Loader: Any = ...) -> Iterator[Any]: ...
def parse(stream: _Stream, Loader: Any = ...) -> Iterator[Any]: ...
def compose(stream: _Stream, Loader: Any = ...) -> Node | None: ...
def compose_all(stream: _Stream, Loader: Any = ...) -> Iterator[Node]: ...
def load(stream: _Stream, Loader: Any) -> Any: ...
def load_all(stream: _Stream, Loader: Any) -> Iterator[Any]: ...
def full_load(stream: _Stream) -> Any: ...
def full_load_all(stream: _Stream) -> Iterator[Any]: ...
def safe_load(stream: _Stream) -> Any: ...
def safe_load_all(stream: _Stream) -> Iterator[Any]: ...
def unsafe_load(stream: _Stream) -> Any: ...
def unsafe_load_all(stream: _Stream) -> Iterator[Any]: ...
def emit(
    events: Iterable[Any],
    stream: Any = ...,
    Dumper: Any = ...,
    canonical: Any = ...,
    indent: Any = ...,
    width: Any = ...,
    allow_unicode: Any = ...,
    line_break: Any = ...,
) -> Any: ...
def serialize(node: Node, stream: Any = ..., Dumper: Any = ..., **kwds: Any) -> Any: ...
def serialize_all(
    nodes: Iterable[Node], stream: Any = ..., Dumper: Any = ..., **kwds: Any
) -> Any: ...
def dump(
    data: Any,
    stream: Any = ...,
    Dumper: Any = ...,
    *,
    default_style: str | None = ...,
    default_flow_style: bool | None = ...,
    canonical: bool | None = ...,
    indent: int | None = ...,
    width: float | None = ...,
    allow_unicode: bool | None = ...,
    line_break: str | None = ...,
    encoding: str | None = ...,
    explicit_start: bool | None = ...,
    explicit_end: bool | None = ...,
    version: tuple[int, int] | None = ...,
    tags: Mapping[str, str] | None = ...,
    sort_keys: bool = ...,
) -> Any: ...
def dump_all(
    documents: Iterable[Any],
    stream: Any = ...,
    Dumper: Any = ...,
    default_style: str | None = ...,
    default_flow_style: bool | None = ...,
    canonical: bool | None = ...,
    indent: int | None = ...,
    width: float | None = ...,
    allow_unicode: bool | None = ...,
    line_break: str | None = ...,
    encoding: str | None = ...,
    explicit_start: bool | None = ...,
    explicit_end: bool | None = ...,
    version: tuple[int, int] | None = ...,
    tags: Mapping[str, str] | None = ...,
    sort_keys: bool = ...,
) -> Any: ...
def safe_dump(
    data: Any,
    stream: Any = ...,
    *,
    default_style: str | None = ...,
    default_flow_style: bool | None = ...,
    canonical: bool | None = ...,
    indent: int | None = ...,
    width: float | None = ...,
    allow_unicode: bool | None = ...,
    line_break: str | None = ...,
    encoding: str | None = ...,
    explicit_start: bool | None = ...,
    explicit_end: bool | None = ...,
    version: tuple[int, int] | None = ...,
    tags: Mapping[str, str] | None = ...,
    sort_keys: bool = ...,
) -> Any: ...
def safe_dump_all(
    documents: Iterable[Any],
    stream: Any = ...,
    *,
    default_style: str | None = ...,
    default_flow_style: bool | None = ...,
    canonical: bool | None = ...,
    indent: int | None = ...,
    width: float | None = ...,
    allow_unicode: bool | None = ...,
    line_break: str | None = ...,
    encoding: str | None = ...,
    explicit_start: bool | None = ...,
    explicit_end: bool | None = ...,
    version: tuple[int, int] | None = ...,
    tags: Mapping[str, str] | None = ...,
    sort_keys: bool = ...,
) -> Any: ...
def add_implicit_resolver(
    tag: Any, regexp: Any, first: Any = ..., Loader: Any = ..., Dumper: Any = ...
) -> None: ...
def add_path_resolver(
    tag: Any, path: Any, kind: Any = ..., Loader: Any = ..., Dumper: Any = ...
) -> None: ...
def add_constructor(tag: Any, constructor: Any, Loader: Any = ...) -> None: ...
def add_multi_constructor(tag_prefix: Any, multi_constructor: Any, Loader: Any = ...) -> None: ...
def add_representer(data_type: Any, representer: Any, Dumper: Any = ...) -> None: ...
def add_multi_representer(data_type: Any, multi_representer: Any, Dumper: Any = ...) -> None: ...
def __getattr__(name: str) -> Any: ...
