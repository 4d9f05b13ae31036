import logging

logger = logging.getLogger("kit")

from .parts import *
