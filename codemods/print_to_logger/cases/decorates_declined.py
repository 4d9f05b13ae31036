import sys


class Report:
    def progress(self, done):
        print()
        print("=" * 40)
        print(f"{done} done", end="")
        print("=" * 40)

    def mixed(self, done):
        print("=" * 40)
        print(f"{done} done")
        print()
        print("to a file", file=self.handle)


def main():
    print("=" * 40)
    print("Report")
    print()


if __name__ == "__main__":
    print()
    sys.exit(main())
