# call: Counter().show(["a", "b"])
# call: Counter().show([])
# call: Counter().show(None)
# call: Counter().text_of()
# call: Counter("\xff").text_of()
# call: Counter(3).text_of()
# call: Counter().looked(["a", "b"])
# call: Counter().looked([])
# call: Counter().looked(None)
# call: spread(3)
# call: spread(None)
"""Attributes and names whose values are made of themselves."""


class Counter:
    def __init__(self, text=""):
        self.count = 0
        self.first = self.last = 0
        self.given = text
        self.text = ""

    def step(self):
        self.count = self.count + 1
        self.last = self.last or self.first
        self.first = self.last if self.count else self.first
        self.text = self.text or self.given or self.text.strip()

    def show(self, names: list):
        try:
            return names[self.count], names[self.last]
        except:
            return None

    def looked(self, names: list):
        self.step()
        try:
            return [1, 2][self.last], names[self.first]
        except:
            return None

    def text_of(self):
        self.step()
        try:
            return self.text.encode("ascii")
        except:
            return None


def spread(times):
    low = high = 0
    for step in range(3):
        low, high = high, low
        low = low + high
        high = low - high
    try:
        return [low, high][low], 10 // (high - low), low * times
    except:
        return None
