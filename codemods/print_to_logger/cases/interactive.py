class Setup:
    def ask(self):
        print("Welcome")
        name = input("name? ")
        print(f"Hello {name}")
        return name

    def outer(self):
        print("not part of a dialogue")

        def inner():
            print("part of one")
            return input()

        return inner

    def form(self, input):
        print("input is a parameter here")
        return input("x")
