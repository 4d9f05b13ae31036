class Probe:
    def show(self, name):
        print("\nstarting")
        print(f"{name} is done\n")
        print(f"\n\n{name}\n\n")
        print("\n")
        print("")
        print(f"")
        print(" ")
        print("a\nb")
        print("\n", name)
        print("\n" + name + "\n")
        print(name, "\n")
        print("\r\nwindows")
        print("""
block
""")
        print(r"\nraw is a backslash")
