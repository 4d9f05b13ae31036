# options: banners = "keep"
class Report:
    def show(self, name):
        print("=" * 60)
        print(f"Report for {name}")
        print()
        print("-----", flush=True)
        print("-" * len(name))
