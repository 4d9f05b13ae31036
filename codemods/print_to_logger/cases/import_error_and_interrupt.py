import time

try:
    import numpy
except ImportError as exc:
    numpy = None
    print(f"numpy is missing: {exc}")

try:
    from fast import parse
except ModuleNotFoundError:
    print("fast.parse is missing")
    parse = None


class Loop:
    def run(self):
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            print("Stopped by hand, error state kept")
        except (KeyboardInterrupt, SystemExit) as exc:
            print(f"Leaving: {exc}")
