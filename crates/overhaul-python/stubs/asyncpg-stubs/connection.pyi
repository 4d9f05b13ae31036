# Source: https://magicstack.github.io/asyncpg/current/api/index.html#connection
from typing import Any, Generic
from typing_extensions import TypeVar

from .cursor import CursorFactory
from .prepared_stmt import PreparedStatement
from .transaction import Transaction

_Record = TypeVar("_Record", default=Any)

# Not generic at run time; annotations in the wild subscript it, after the published stubs.
class Connection(Generic[_Record]):
    async def execute(self, query: str, *args: Any, timeout: float | None = ...) -> str: ...
    async def executemany(
        self, command: str, args: Any, *, timeout: float | None = ...
    ) -> None: ...
    async def fetch(
        self, query: str, *args: Any, timeout: float | None = ..., record_class: Any = ...
    ) -> list[Any]: ...
    async def fetchmany(
        self, query: str, args: Any, *, timeout: float | None = ..., record_class: Any = ...
    ) -> list[Any]: ...
    async def fetchrow(
        self, query: str, *args: Any, timeout: float | None = ..., record_class: Any = ...
    ) -> Any: ...
    async def fetchval(
        self, query: str, *args: Any, column: int = ..., timeout: float | None = ...
    ) -> Any: ...
    def cursor(
        self,
        query: str,
        *args: Any,
        prefetch: int | None = ...,
        timeout: float | None = ...,
        record_class: Any = ...,
    ) -> CursorFactory: ...
    async def prepare(
        self,
        query: str,
        *,
        name: str | None = ...,
        timeout: float | None = ...,
        record_class: Any = ...,
    ) -> PreparedStatement: ...
    def transaction(
        self, *, isolation: Any = ..., readonly: bool = ..., deferrable: bool = ...
    ) -> Transaction: ...
    async def add_listener(self, channel: Any, callback: Any) -> Any: ...
    def add_log_listener(self, callback: Any) -> Any: ...
    def add_query_logger(self, callback: Any) -> Any: ...
    def add_termination_listener(self, callback: Any) -> Any: ...
    async def close(self, *, timeout: Any = ...) -> Any: ...
    async def copy_from_query(
        self,
        query: Any,
        *args: Any,
        output: Any,
        timeout: Any = ...,
        format: Any = ...,
        oids: Any = ...,
        delimiter: Any = ...,
        null: Any = ...,
        header: Any = ...,
        quote: Any = ...,
        escape: Any = ...,
        force_quote: Any = ...,
        encoding: Any = ...,
    ) -> Any: ...
    async def copy_from_table(
        self,
        table_name: Any,
        *,
        output: Any,
        columns: Any = ...,
        schema_name: Any = ...,
        timeout: Any = ...,
        format: Any = ...,
        oids: Any = ...,
        delimiter: Any = ...,
        null: Any = ...,
        header: Any = ...,
        quote: Any = ...,
        escape: Any = ...,
        force_quote: Any = ...,
        encoding: Any = ...,
    ) -> Any: ...
    async def copy_records_to_table(
        self,
        table_name: Any,
        *,
        records: Any,
        columns: Any = ...,
        schema_name: Any = ...,
        timeout: Any = ...,
        where: Any = ...,
    ) -> Any: ...
    async def copy_to_table(
        self,
        table_name: Any,
        *,
        source: Any,
        columns: Any = ...,
        schema_name: Any = ...,
        timeout: Any = ...,
        format: Any = ...,
        oids: Any = ...,
        freeze: Any = ...,
        delimiter: Any = ...,
        null: Any = ...,
        header: Any = ...,
        quote: Any = ...,
        escape: Any = ...,
        force_quote: Any = ...,
        force_not_null: Any = ...,
        force_null: Any = ...,
        encoding: Any = ...,
        where: Any = ...,
    ) -> Any: ...
    def get_reset_query(self) -> Any: ...
    def get_server_pid(self) -> Any: ...
    def get_server_version(self) -> Any: ...
    def get_settings(self) -> Any: ...
    def is_closed(self) -> Any: ...
    def is_in_transaction(self) -> Any: ...
    def query_logger(self, callback: Any) -> Any: ...
    async def reload_schema_state(self) -> Any: ...
    async def remove_listener(self, channel: Any, callback: Any) -> Any: ...
    def remove_log_listener(self, callback: Any) -> Any: ...
    def remove_query_logger(self, callback: Any) -> Any: ...
    def remove_termination_listener(self, callback: Any) -> Any: ...
    async def reset(self, *, timeout: Any = ...) -> Any: ...
    async def reset_type_codec(self, typename: Any, *, schema: Any = ...) -> Any: ...
    async def set_builtin_type_codec(
        self, typename: Any, *, schema: Any = ..., codec_name: Any, format: Any = ...
    ) -> Any: ...
    async def set_type_codec(
        self, typename: Any, *, schema: Any = ..., encoder: Any, decoder: Any, format: Any = ...
    ) -> Any: ...
    def terminate(self) -> Any: ...

async def connect(
    dsn: str | None = ...,
    *,
    host: Any = ...,
    port: Any = ...,
    user: Any = ...,
    password: Any = ...,
    database: Any = ...,
    timeout: float = ...,
    ssl: Any = ...,
    connection_class: Any = ...,
    record_class: Any = ...,
    **kwargs: Any,
) -> Connection[Any]: ...
def __getattr__(name: str) -> Any: ...
