from .log import logger as app_log
