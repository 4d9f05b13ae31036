from ..core.log import get_logger

log = get_logger(__name__)


def place(order):
    log.info("placed %s", order)
