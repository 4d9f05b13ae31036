class Reader:
    def read(self, path):
        print(f"reading {path}")
