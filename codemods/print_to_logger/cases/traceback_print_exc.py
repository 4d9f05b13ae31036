import os
import traceback


class Loader:
    def load(self, path):
        try:
            return os.stat(path)
        except OSError as e:
            print(f"Could not stat {path}: {e}")
            traceback.print_exc()
        except ValueError as e:
            traceback.print_exc()
            print(f"Bad path {path!r}: {e}")
        except TypeError as e:
            print(f"Wrong path: {e}")
            print(traceback.format_exc())
        return None
