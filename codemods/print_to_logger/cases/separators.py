SEP = ", "


class Probe:
    def show(self, name, rows, sep):
        print("loaded", name, sep=": ")
        print("loaded", name, sep="")
        print(name, rows, sep="\n")
        print("a", name, "b", sep=" % ")
        print("a", name, sep="{}")
        print("one", sep="-")
        print("a", name, sep=SEP)
        print("a", name, sep=sep)
        print("a", name, sep='" "')
