class Report:
    def show(self, rows):
        # before
        print("rows")  # after
        print("=" * 20)  # a rule
        print("typed")  # type: ignore[arg-type]
        print("covered")  # pragma: no cover
        print(f"secure {rows}")  # nosec B608
        print()  # pragma: no cover
        if rows:  # on the header
            print()  # in the suite
            # after the suite
        return rows
