from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def async_engine(url: str, *, schema: str = "public", **engine_options) -> AsyncEngine:
    engine = create_async_engine(url, **engine_options)
    return engine.execution_options(schema_translate_map={None: schema})
