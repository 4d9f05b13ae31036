import typer

from service.web import api

app = typer.Typer()


@app.command()
def ship(order: int):
    print(f"shipping order {order}")


@app.callback()
def root():
    print("shipping desk")


@api.get("/orders")
def list_orders():
    print("listing orders")
    return []


@api.on_event("startup")
async def warm_up():
    print("warming up")
