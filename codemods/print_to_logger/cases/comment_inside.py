import sys


class Probe:
    def show(self, name, rows):
        print(
            "loaded",  # what happened
            name,  # who did it
            file=sys.stderr,  # kept out of the pipe
            sep=" ",  # the default, spelled out
        )
        print(
            "first "  # part one
            f"second {name}"  # part two
        )
        print(
            # nothing to say yet
        )
        print(  # a banner
            "=" * 40
        )
        print(
            "rows: "
            # why this is here
            + str(len(rows))
        )
