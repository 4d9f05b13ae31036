class Probe:
    def show(self, parts, options, ending):
        print(*parts)
        print("parts:", *parts, sep="\n")
        print("options", **options)
        print("ending", end=ending)
        print(*["a", "b"])
        print(f"{[*parts]}", {**options})
