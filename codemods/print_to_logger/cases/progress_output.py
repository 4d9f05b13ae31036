import sys


class Copy:
    def run(self, files):
        print("copying ", end="")
        for number, name in enumerate(files):
            print(".", end="", flush=True)
            print(f"\r{number}/{len(files)} {name}", end="")
            print(f"{name}\r")
            print("one line", end="\n")
            print("two lines", end="\n\n")
            print("no separator", end=None)
            print("tab", end="\t", file=sys.stderr)
        print()
        print("copied", len(files))
