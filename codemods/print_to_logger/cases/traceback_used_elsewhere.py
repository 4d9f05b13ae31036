from traceback import format_exc, print_exc


class Loader:
    last = ""

    def load(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"Could not open {path}: {e}")
            print_exc()
            self.last = format_exc()

    def alone(self, path):
        try:
            return open(path)
        except OSError:
            print(format_exc())
        except ValueError:
            print_exc()
