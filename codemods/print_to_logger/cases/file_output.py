import io
import sys


class Export:
    def write(self, path, rows):
        buffer = io.StringIO()
        with open(path, "w") as handle:
            print("name;price", file=handle)
            for row in rows:
                print(*row, sep=";", file=handle)
        print("in memory", file=buffer)
        print(f"wrote {path}")
        print("somewhere", file=self.out)
        print("chosen late", file=sys.stderr if rows else sys.stdout)
        print("appended", file=open(path, "a"))
