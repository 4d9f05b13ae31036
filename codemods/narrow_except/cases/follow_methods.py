# call: Store({"a": "1"}).number("a")
# call: Store({"a": "x"}).number("a")
# call: Store({"a": "x"}).number("b")
# call: Store({"a": "x"}).number([])
# call: static("12")
# call: static("x")
# call: static(None)
# call: by_class("12")
# call: by_class("x")
# call: by_class(None)
# call: Store({}).unknown_method()
# call: static(float("inf"))
# call: by_class(float("inf"))
# call: Store({"a": float("inf")}).number("a")
"""Methods: of the same class, which a subclass may override, and static ones."""


class Store:
    def __init__(self, values: dict):
        self.values: dict[str, str] = values

    def get(self, key: str) -> str:
        return self.values[key]

    def get_number(self, key: str) -> int:
        return int(self.get(key))

    @staticmethod
    def parse(text):
        return int(text)

    @classmethod
    def parsed(cls, text):
        return cls.parse(text)

    def number(self, key: str) -> int:
        try:
            return self.get_number(key)
        except:
            return 0

    def unknown_method(self):
        try:
            return self.nowhere()
        except:
            return None


def static(text):
    try:
        return Store.parse(text)
    except:
        return 0


def by_class(text):
    try:
        return Store.parsed(text)
    except:
        return 0
