class Till:
    def pay(self, amount):
        print(f"paid {amount}")
        print("paid", amount)
        print(f"{len(str(amount))} characters")
