RED = "\033[91m"


class Board:
    def draw(self, name, width):
        print("\x1b[2J\x1b[H")
        print(f"\033[1m{name}\033[0m")
        print("\u001b[32mgreen\u001b[0m", name)
        print(f"{RED}alarm")
        print(f"{name:^{width}}")
        print("octal \33[0m")
        print(r"not an escape \033[0m")
