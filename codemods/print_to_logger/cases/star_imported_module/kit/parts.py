class Part:
    def fit(self):
        print("fits")
