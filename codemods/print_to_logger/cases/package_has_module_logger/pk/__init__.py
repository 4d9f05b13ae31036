class Ship:
    def load(self):
        print("loaded")
