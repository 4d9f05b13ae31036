class Report:
    def show(self, rows):
        print("a"); count = len(rows)
        count += 1; print("b", count)
        count += 1; print("=" * 20)
        print("=" * 20); count += 1
        count += 1; print(); count += 1
        print("c"); print(); print("d");
        print(); print("-" * 9)
        print("e") ; return count  # the end
