class Pump:
    def start(self):
        print("pump is ready", flush=True)
        print("pump has started")
