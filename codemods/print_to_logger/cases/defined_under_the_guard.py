class Ship:
    def load(self):
        print("loaded")


if __name__ == "__main__":
    def show(ship):
        print("ship", ship)

    show(Ship())
