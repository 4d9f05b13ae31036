from service.observability import get_logger

logger = get_logger(__name__)


class Ship:
    def load(self, crate):
        print(f"loaded {crate}")
