class Report:
    def show(self, rows, verbose):
        if verbose: print(f"{len(rows)} rows")
        if verbose: print("=" * 20)
        else: print("quiet")
        if verbose: print("rows"); print(); print("-" * 9)
        for row in rows: print(row)
        for row in rows: print()
        while rows: rows.pop(); print()
        try: print("trying")
        except ValueError: print()
        finally: print("-" * 9)
        with open("x"): print("opened")
        return (lambda: print("lambda"))

    def stub(self): print("stub")
    def rule(self): print("=" * 20)


class Quiet: print("class on a line")
