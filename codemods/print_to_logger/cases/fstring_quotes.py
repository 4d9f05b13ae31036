class Probe:
    def show(self, row, name):
        print(f"row {row['name']} and {row['price']:.2f}")
        print(f'row {row["name"]} said "yes"')
        print(f'{", ".join(row)}: it\'s done')
        print(f"a \"quoted\" {name}")
        print(f'''one 'two' "three" {name}''')
        print(rf"\d+ matched {name}\n")
        print(fr'C:\temp\{name}')
        print(F"{name}" F'{row!r:>{len("wide")}}')
        print(f"{f'inner {name}'} outer {f'{name!r}'}")
