import click

from service.stock import Stock


class Audit:
    def run(self, stock):
        print(f"Auditing {stock}")
        return stock.total()


def render(total):
    print(f"total: {total}")


@click.group()
def commands():
    print("stock 1.4")


@commands.command()
@click.argument("warehouse")
def audit(warehouse):
    total = Audit().run(Stock(warehouse))
    render(total)


@click.command("reset")
@click.option("--yes", is_flag=True)
def reset(yes):
    print("reset" if yes else "nothing to do")
