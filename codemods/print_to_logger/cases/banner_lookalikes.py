class Report:
    def show(self, name, count):
        print(f"Report for {name}")
        print("1")
        print("...")
        print("aaa")
        print("ab" * 20)
        print("-=" * 20)
        print("7" * count)
        print("---", name, "---")
        print(f"=== {name} ===")
        print("-" * count, count)
        print("x")
        print(name * 3)
