class Probe:
    def show(self, name, value):
        print(f"{name}")
        print(f"{name!s} is {value!r} or {value!a}")
        print(f"{value=}")
        print(f"{ value = }")
        print(f"{value=!s} {value=:.2f} {value=:>8}")
        print(f"{name!r:>20}")
        print(f"{name.upper()} {self.show!r}")
        print(f"no hole")
        print(f"{name}{value}")
        print(f"{'constant'} {1 + 1}")
