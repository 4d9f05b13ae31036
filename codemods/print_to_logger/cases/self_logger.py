import logging


class Base:
    def __init__(self, name):
        print("before the logger is set")
        self.name = name
        self.logger = logging.getLogger(name)
        print(f"{name} is ready")

    def run(self):
        print(f"{self.name} runs")

        def later():
            print("self is in reach here")

        return later

    @staticmethod
    def check():
        print("no self here")

    @classmethod
    def build(cls):
        print("only the class here")
        return cls("built")


class Child(Base):
    def stop(self):
        print("inherits the logger")


class Other:
    def run(this):
        print("has none")
