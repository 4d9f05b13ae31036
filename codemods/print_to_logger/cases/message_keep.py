# options: message = "keep"
class Probe:
    def show(self, name, share):
        print(f"{name} is at {share:.1%}, {name!r:>20}")
        print("plain, 100%")
        print(name)
        print("several", name, share)
        print(f"\n{name}\n")
        print(f"a {name}", f"b {share}")
        print("loaded %s" % name)

    def fail(self, path):
        try:
            open(path)
        except OSError as exc:
            print(f"Could not open {path}: {exc}")
