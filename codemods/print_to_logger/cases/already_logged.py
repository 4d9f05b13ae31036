import logging

logger = logging.getLogger(__name__)


class Loader:
    def load(self, path):
        try:
            return open(path)
        except OSError as exc:
            logger.error("Could not open %s: %s", path, exc)
            print(f"Could not open {path}: {exc}")
        except ValueError:
            print(f"Bad path {path}")
            logger.exception("bad path")
        return None

    def start(self):
        logger.info("Starting")
        print("Starting")

    def stop(self, count):
        logger.info("stopping")
        print(f"{count} files were loaded")
