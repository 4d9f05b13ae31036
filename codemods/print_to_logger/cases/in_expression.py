class Report:
    def show(self, rows, verbose):
        print("showing")
        verbose and print()
        rows = [print("-" * 20) for _ in rows]
        ending = print() or "end"
        callback = lambda: print()
        print(), print("two of them")
        return print("=" * 20) if verbose else ending, callback, rows
