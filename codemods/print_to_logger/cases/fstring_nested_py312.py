type Row = dict[str, str]


class Probe:
    def show(self, row: Row, names: list[str]) -> None:
        print(f"row {row["name"]} of {", ".join(names)}")
        print(f"{f"{f"{row!r}"}"} three deep")
        print(f"lines: {"\n".join(names)}")
        print(f"{
            len(names)  # how many
        } names")

    def typed[logger](self, value: logger) -> None:
        print(f"a type parameter hides the name: {value}")
