class Loader:
    def plain(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")
            raise

    def chained(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")
            raise RuntimeError(path) from e

    def sometimes(self, path, strict):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")
            if strict:
                raise
            return None

    def in_a_callback(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")

            def retry():
                raise RuntimeError(path)

            return retry
