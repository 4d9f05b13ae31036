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


def key():
    print("a key")
    return 1


class Lines:
    def read(self, match):
        number = key()
        return match.group(number)


app.command("sync")(sync)
typer.run(clean)
