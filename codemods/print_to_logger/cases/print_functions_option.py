# options: print-functions = true
class Invoice:
    def print_total(self, total):
        print(f"total: {total}")


def print_row(row):
    print(row)
