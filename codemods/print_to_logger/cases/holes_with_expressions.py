class Probe:
    def show(self, rows, limit):
        print(f"{1, 2} and {rows, limit}")
        print(f"{ {'a': 1} } and { {1, 2} }")
        print(f"{[r for r in rows]} {sum(r for r in rows)}")
        print(f"{(lambda: limit)()} {(lambda x: x)(1)!r}")
        print(f"{rows[0] if rows else 'none'} {rows or limit}")
        print(f"{not rows} {limit ** 2} {rows[1:2]}")
        print(f"{limit!r:{limit}}")
        print(f"{*rows, limit}")
        print(f"{ rows }{ limit:,}")
        print(f"{print('inner')} outer")
        print(print("nested"))
        print("tuple", (1, 2), {"k": rows})
