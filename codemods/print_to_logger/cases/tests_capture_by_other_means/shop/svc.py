class Service:
    def run(self):
        print("running")

    def stop(self):
        print("stopping")


class Worker:
    def work(self):
        print("working")


class Clock:
    def tick(self):
        print("tick")


class Queue:
    def drain(self):
        print("drained")


def by_path():
    print("by path")


def by_module():
    print("by module")


def by_stream():
    print("by stream")


def by_assignment():
    print("by assignment")


def by_fixture():
    print("by fixture")


def by_helper():
    print("by helper")


def by_name_of_fixture():
    print("by the name of a fixture")


def never():
    print("never")
