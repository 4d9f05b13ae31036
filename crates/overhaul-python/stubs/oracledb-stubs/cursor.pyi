# Source: https://python-oracledb.readthedocs.io/en/latest/api_manual/cursor.html
from collections.abc import AsyncIterator
from typing import Any
from typing_extensions import Self

from .connection import AsyncConnection, Connection

class BaseCursor:
    def __enter__(self) -> Self: ...
    def __exit__(self, exc_type: Any, exc_value: Any, exc_tb: Any) -> None: ...
    def prepare(self, statement: str, tag: str = ..., cache_statement: bool = ...) -> None: ...
    arraysize: Any
    def arrayvar(self, typ: Any, value: Any, size: Any = ...) -> Any: ...
    def bindnames(self) -> Any: ...
    bindvars: Any
    def close(self) -> Any: ...
    description: Any
    fetchvars: Any
    def getarraydmlrowcounts(self) -> Any: ...
    def getbatcherrors(self) -> Any: ...
    def getimplicitresults(self) -> Any: ...
    inputtypehandler: Any
    lastrowid: Any
    outputtypehandler: Any
    prefetchrows: Any
    rowcount: Any
    rowfactory: Any
    scrollable: Any
    def setinputsizes(self, *args: Any, **kwargs: Any) -> Any: ...
    def setoutputsize(self, size: Any, column: Any = ...) -> Any: ...
    statement: Any
    def var(
        self,
        typ: Any,
        size: Any = ...,
        arraysize: Any = ...,
        inconverter: Any = ...,
        outconverter: Any = ...,
        typename: Any = ...,
        encoding_errors: Any = ...,
        bypass_decode: Any = ...,
        convert_nulls: Any = ...,
        *,
        encodingErrors: Any = ...,
    ) -> Any: ...
    warning: Any

class Cursor(BaseCursor):
    def __iter__(self) -> Self: ...
    def __next__(self) -> Any: ...
    connection: Connection
    def execute(
        self,
        statement: str | None,
        parameters: Any = ...,
        *,
        suspend_on_success: bool = ...,
        fetch_lobs: bool | None = ...,
        fetch_decimals: bool | None = ...,
        **keyword_parameters: Any,
    ) -> Any: ...
    def executemany(
        self,
        statement: str | None,
        parameters: Any,
        *,
        batcherrors: bool = ...,
        arraydmlrowcounts: bool = ...,
        suspend_on_success: bool = ...,
        batch_size: int = ...,
    ) -> None: ...
    def parse(self, statement: str) -> None: ...
    def callfunc(
        self,
        name: Any,
        return_type: Any,
        parameters: Any = ...,
        keyword_parameters: Any = ...,
        *,
        keywordParameters: Any = ...,
    ) -> Any: ...
    def callproc(
        self,
        name: Any,
        parameters: Any = ...,
        keyword_parameters: Any = ...,
        *,
        keywordParameters: Any = ...,
    ) -> Any: ...
    def fetchall(self) -> Any: ...
    def fetchmany(self, size: Any = ..., numRows: Any = ...) -> Any: ...
    def fetchone(self) -> Any: ...
    handle: Any
    def scroll(self, value: Any = ..., mode: Any = ...) -> Any: ...

class AsyncCursor(BaseCursor):
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *exc_info: Any) -> None: ...
    def __aiter__(self) -> AsyncIterator[Any]: ...
    connection: AsyncConnection
    async def execute(
        self,
        statement: str | None,
        parameters: Any = ...,
        *,
        suspend_on_success: bool = ...,
        fetch_lobs: bool | None = ...,
        fetch_decimals: bool | None = ...,
        **keyword_parameters: Any,
    ) -> Any: ...
    async def executemany(
        self,
        statement: str | None,
        parameters: Any,
        *,
        batcherrors: bool = ...,
        arraydmlrowcounts: bool = ...,
        suspend_on_success: bool = ...,
        batch_size: int = ...,
    ) -> None: ...
    async def parse(self, statement: str) -> None: ...
    async def callfunc(
        self, name: Any, return_type: Any, parameters: Any = ..., keyword_parameters: Any = ...
    ) -> Any: ...
    async def callproc(
        self, name: Any, parameters: Any = ..., keyword_parameters: Any = ...
    ) -> Any: ...
    async def fetchall(self) -> Any: ...
    async def fetchmany(self, size: Any = ...) -> Any: ...
    async def fetchone(self) -> Any: ...
    async def scroll(self, value: Any = ..., mode: Any = ...) -> Any: ...
