from jsonargparse import CLI


class Trainer:
    def fit(self):
        print("fitted")


class _State:
    def load(self):
        print("loaded")


def evaluate(path: str):
    print("evaluated")


if __name__ == "__main__":
    CLI(components=[Trainer])
