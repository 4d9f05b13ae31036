class Invoice:
    def print_total(self, total):
        print(f"total: {total}")

    def pprint(self):
        print(self)

    def _print_row(self, row):
        print(row)

    def print(self):
        print("named like the built-in")

    def blueprint(self):
        print("only ends like it")

    def printable(self):
        print("only begins like it")

    def fingerprint(self):
        def print_inner():
            print("the inner function promises it")

        return print_inner


def print_help():
    print("help")
