import fire


class Base:
    def status(self):
        print("up")


class Stage:
    def run(self):
        print("stage done")


class Store:
    def save(self):
        print("saved")


class Tool(Base):
    def __init__(self):
        self.stage = Stage()
        self._store = Store()

    def hello(self, name):
        print(f"hello {name}")


def report(name):
    print(name)


def count():
    print("one, two")


COMMANDS = {"report": report}


def serve(tool):
    print("serving")


def main():
    tool = Tool()
    fire.Fire({"tool": tool, "count": count})
    fire.Fire(COMMANDS)
