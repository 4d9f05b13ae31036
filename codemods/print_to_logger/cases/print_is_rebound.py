from functools import partial

from rich import print


class Console:
    def show(self, table):
        print(f"[bold]{table}[/bold]")


class Tee:
    def __init__(self, print):
        print("given by the caller")

    def run(self, out):
        print = partial(out.write)
        print("bound in this function")
