from ..core.log import get_logger

log = get_logger(__name__)


def take(item):
    log.info("took %s", item)
