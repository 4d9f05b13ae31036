class QueuePool:
    """Keeps the connections to a message broker."""

    def __init__(self, broker: str) -> None:
        self.broker = broker
