import sys


class Probe:
    def show(self, name, rows):
        print("rows:", rows,
              "of", name)
        print(f"first {name} "
              f"second {rows} "
              "third")
        print("to the standard error",
              file=sys.stderr)
        print("a {} b {}".format(name,
                                 rows))
        print("aligned elsewhere",
            name)
        print("""
              no argument""", name,
              rows)
