import logging


class Late:
    def __init__(self, register):
        register(self)
        self.logger = logging.getLogger("late")

    def called_back(self):
        print("called back")


class Early:
    def __init__(self, ready):
        if not ready:
            return
        self.logger = logging.getLogger("early")

    def run(self):
        print("run")


class Reset:
    def __init__(self):
        self.logger = logging.getLogger("reset")

    def close(self):
        self.logger = None
        print("closed")


class Parent:
    def __init__(self):
        self.logger = logging.getLogger("parent")

    def work(self):
        print("work")


class Child(Parent):
    def __init__(self):
        pass


class Hooked(Parent):
    def __init__(self):
        super().__init__()
        self.log = logging.getLogger("hooked")

    def hook(self):
        print("hook")

    def sure(self):
        self.log.debug("about to")
        print("sure")


class Sure:
    def __init__(self, name):
        self.name = name
        self.logger = logging.getLogger(name)

    def work(self):
        print("work", [print(self) for self in range(2)])
