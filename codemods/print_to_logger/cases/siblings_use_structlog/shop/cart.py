class Cart:
    def add(self, item, amount):
        print(f"Added to cart: {item}")
        print("total", amount, "for", item)
        print(f"{amount} of {item} reserved")
