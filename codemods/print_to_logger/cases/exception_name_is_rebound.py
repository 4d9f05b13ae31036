class Loader:
    def rebound(self, path):
        try:
            return open(path)
        except OSError as err:
            err = err.__cause__
            print(f"cause: {err}")

    def looped(self, path):
        try:
            return open(path)
        except OSError as e:
            for e in [1, 2]:
                print(f"item: {e}")

    def deferred(self, path):
        try:
            return open(path)
        except OSError as e:
            return lambda e=e: print(f"later: {e}")

    def generated(self, path):
        try:
            return open(path)
        except OSError as exc:
            return list(print(f"bad: {exc}") for exc in [1, 2])

    def named(self, path):
        try:
            return open(path)
        except OSError as e:
            print(f"bad: {e}")
            return "{e}".format(**locals())

    def before(self, path):
        e = 5
        try:
            return open(path)
        except OSError as e:
            print(f"bad: {e}")
        return e
