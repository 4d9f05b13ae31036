class Cart:
    def show(self):
        print("cart is empty")

    def clear(self):
        print("cart is cleared")


def audit():
    print("audit is done")
