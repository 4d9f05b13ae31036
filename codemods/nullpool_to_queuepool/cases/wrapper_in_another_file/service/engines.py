import logging

from sqlalchemy import Engine, create_engine

logger = logging.getLogger(__name__)


def make_engine(url: str, **options) -> Engine:
    engine = create_engine(url, **options)
    logger.info("engine for %s", engine.url.render_as_string(hide_password=True))
    return engine
