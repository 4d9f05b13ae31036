# path: examples/quickstart.py
from service.stock import Stock


class Walkthrough:
    def run(self):
        stock = Stock()
        stock.reserve("chair", 2)
        print("reserved two chairs:", stock)


Walkthrough().run()
