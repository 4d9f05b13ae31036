# options: level = "debug"
class Probe:
    def show(self, name):
        print(f"looking at {name}")
        print(f"Error: no {name}")
