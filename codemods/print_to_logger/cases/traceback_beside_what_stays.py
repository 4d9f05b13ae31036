import traceback


class Loader:
    def ignored(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")  # overhaul: ignore
            print(traceback.format_exc())

    def shadowed(self, path, logger):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")
            print(traceback.format_exc())

    def covered(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")
            print(traceback.format_exc())
