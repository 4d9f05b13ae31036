class Trade:
    def run(self, price):
        print(f"price {price:.2f}")
