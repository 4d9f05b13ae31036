import logging

logger = logging.getLogger(__name__)


class Ship:
    def load(self, crate):
        print(f"loading {crate}")
        if crate.heavy:
            logger = logging.getLogger("heavy")
            logger.info("heavy crate")

    def unload(self, crates):
        print("unloading")
        for logger in crates:
            logger.lift()

    def wait(self):
        print("waiting")
        import service.quiet as logger
        logger.sleep()

    def close(self):
        try:
            self.door.shut()
        except OSError as logger:
            print("the door is stuck")

    def walk(self, items):
        if (logger := items.pop()):
            print("bound by a walrus")
        match logger:
            case {"name": logger}:
                print("bound by a pattern")
