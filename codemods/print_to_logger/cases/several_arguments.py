class Probe:
    def show(self, name, rows, nothing):
        print("loaded", name)
        print("loaded", name, "with", len(rows), "rows")
        print(name, rows)
        print(name, "is here")
        print("a", "b", 'c "d"')
        print("a\n", "b")
        print(f"{name}:", rows, f"{len(rows):,}")
        print("", name, "")
        print(1, 2.5, None, True)
        print("one",)
        print(name, end="\n", sep=None, file=None, flush=False)
        print(nothing or "empty", rows[0] if rows else "none")
