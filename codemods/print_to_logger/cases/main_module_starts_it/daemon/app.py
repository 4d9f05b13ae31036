def load():
    print("loading")


def run():
    print("running")
    load()


def serve():
    print("serving")
