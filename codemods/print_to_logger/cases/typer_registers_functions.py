import typer

app = typer.Typer()


class Sync:
    def run(self):
        print("synced")


def sync(path: str):
    print("starting")
    Sync().run()


def clean():
    print("cleaned")


def unrelated():
    print("unrelated")


app.command("sync")(sync)
typer.run(clean)
