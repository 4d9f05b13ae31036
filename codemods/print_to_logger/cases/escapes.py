class Probe:
    def show(self, name, share):
        print(f"\N{BULLET} {name} \x25 \u0025 \45 {share}")
        print("\N{BULLET} 50\x25 of everything")
        print("tab\there", name, "null\0 and bell\a")
        print(f"{{literal}} {{{name}}} {{}} {{0}}")
        print("{name} %(name)s %s")
        print(f"back\\slash {name} \\N{{BULLET}}")
        print("line one\nline two", name)
        print(f"continued \
here {name}")
