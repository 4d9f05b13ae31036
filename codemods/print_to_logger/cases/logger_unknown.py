from service.sinks import make_sink

logger = make_sink("ships")


class Ship:
    def load(self, crate):
        logger.push(crate)
        print(f"loaded {crate}")
