# call: Cart({"pear": 3}).price("pear")
# call: Cart({"pear": 3}).price("fig")
# call: Cart({"pear": 3}).price([])
# call: Cart({"pear": 3}).total(["pear", "pear"])
# call: Cart({"pear": 3}).total(["pear", "fig"])
# call: Cart({"pear": 3}).total(None)
# call: Cart({"pear": 3}).total([[]])
# call: Cart({}).take()
# call: Cart({"pear": 3}).take()
# call: Log(5).newest()
# call: Log(0).newest()
# call: Log(5).at("x")
# call: Log(5).at(2)
# call: Log(5).at(9)
# call: Log.parse("5").newest()
# call: Log.parse("five")
# call: Log.parse(None)
# call: Log.parse(float("inf"))
# call: Cart(None).take()
"""Objects whose attributes are set in __init__."""


class Cart:
    currency = "EUR"

    def __init__(self, prices: dict[str, int]):
        self.prices = prices
        self.taken = []

    def price(self, article):
        try:
            return self.prices[article]
        except:
            return None

    def total(self, articles: list):
        amount = 0
        try:
            for article in articles:
                amount += self.prices[article]
        except:
            return -1
        return f"{amount} {self.currency}"

    def take(self):
        try:
            article, price = self.prices.popitem()
        except:
            return "empty"
        self.taken.append(article)
        return self.taken, price


class Log:
    def __init__(self, size: int):
        self.lines = [f"line {number}" for number in range(size)]

    def newest(self):
        try:
            return self.lines[-1]
        except:
            return None

    def at(self, index):
        try:
            return self.lines[index]
        except:
            return ""

    @staticmethod
    def parse(text):
        try:
            size = int(text)
        except:
            size = 1
        return Log(size)
