# Source: https://pyyaml.org/wiki/PyYAMLDocumentation
from typing import Any

class CBaseLoader:
    def __init__(self, stream: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_constructor(cls, tag: Any, constructor: Any) -> None: ...
    @classmethod
    def add_multi_constructor(cls, tag_prefix: Any, multi_constructor: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CSafeLoader:
    def __init__(self, stream: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_constructor(cls, tag: Any, constructor: Any) -> None: ...
    @classmethod
    def add_multi_constructor(cls, tag_prefix: Any, multi_constructor: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CFullLoader:
    def __init__(self, stream: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_constructor(cls, tag: Any, constructor: Any) -> None: ...
    @classmethod
    def add_multi_constructor(cls, tag_prefix: Any, multi_constructor: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CUnsafeLoader:
    def __init__(self, stream: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_constructor(cls, tag: Any, constructor: Any) -> None: ...
    @classmethod
    def add_multi_constructor(cls, tag_prefix: Any, multi_constructor: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CLoader:
    def __init__(self, stream: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_constructor(cls, tag: Any, constructor: Any) -> None: ...
    @classmethod
    def add_multi_constructor(cls, tag_prefix: Any, multi_constructor: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CBaseDumper:
    def __init__(
        self,
        stream: Any,
        default_style: Any = ...,
        default_flow_style: Any = ...,
        canonical: Any = ...,
        indent: Any = ...,
        width: Any = ...,
        allow_unicode: Any = ...,
        line_break: Any = ...,
        encoding: Any = ...,
        explicit_start: Any = ...,
        explicit_end: Any = ...,
        version: Any = ...,
        tags: Any = ...,
        sort_keys: Any = ...,
    ) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_representer(cls, data_type: Any, representer: Any) -> None: ...
    @classmethod
    def add_multi_representer(cls, data_type: Any, representer: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CSafeDumper:
    def __init__(
        self,
        stream: Any,
        default_style: Any = ...,
        default_flow_style: Any = ...,
        canonical: Any = ...,
        indent: Any = ...,
        width: Any = ...,
        allow_unicode: Any = ...,
        line_break: Any = ...,
        encoding: Any = ...,
        explicit_start: Any = ...,
        explicit_end: Any = ...,
        version: Any = ...,
        tags: Any = ...,
        sort_keys: Any = ...,
    ) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_representer(cls, data_type: Any, representer: Any) -> None: ...
    @classmethod
    def add_multi_representer(cls, data_type: Any, representer: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...

class CDumper:
    def __init__(
        self,
        stream: Any,
        default_style: Any = ...,
        default_flow_style: Any = ...,
        canonical: Any = ...,
        indent: Any = ...,
        width: Any = ...,
        allow_unicode: Any = ...,
        line_break: Any = ...,
        encoding: Any = ...,
        explicit_start: Any = ...,
        explicit_end: Any = ...,
        version: Any = ...,
        tags: Any = ...,
        sort_keys: Any = ...,
    ) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    # Class methods, which __getattr__ does not find.
    @classmethod
    def add_representer(cls, data_type: Any, representer: Any) -> None: ...
    @classmethod
    def add_multi_representer(cls, data_type: Any, representer: Any) -> None: ...
    @classmethod
    def add_implicit_resolver(cls, tag: Any, regexp: Any, first: Any) -> None: ...
