class Report:
    def rule(self):
        print("=" * 60)

    def gap(self):
        """Leave some room."""
        print()

    def show(self, rows):
        if rows:
            print()
        else:
            print("no rows")
        for row in rows:
            print("-" * 20)
        while not rows:
            # nothing yet
            print()
        try:
            print()
        except ValueError:
            print("-" * 20)
        finally:
            print()
        with open("report") as handle:
            print("-" * 20)  # top
        match rows:
            case []:
                print()
            case _:
                print(f"rows {rows}")
        return handle
