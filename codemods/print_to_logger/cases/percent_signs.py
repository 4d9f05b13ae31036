class Probe:
    def show(self, done, name):
        print("100%")
        print("50% done, 100%% sure, %d left")
        print(f"{done}% of {name}")
        print(f"{done}%s and %(x)s and %%")
        print("%", done)
        print(f"%{name}%")
        print(f"no hole but 5%")
        print("5% " f"of {done}")
        print("done", "100%")
