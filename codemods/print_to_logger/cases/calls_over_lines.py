class Probe:
    def show(self, name, rows):
        print(
            f"loaded {name}",
            len(rows),
            "rows",
        )
        print(  # starts here
            "counting",
            len(rows),  # may be slow
        )
        print(
            # what follows is the name
            f"name {name}"
        )
        print(f"a {name} "
              f"b {len(rows)}",
              flush=True)
        print \
            ("continued", name)
        print ( "spaced" , name )
        (print)("parenthesised")
        print((f"doubly {name}"))
        print(
            name
            # after the argument
        )
