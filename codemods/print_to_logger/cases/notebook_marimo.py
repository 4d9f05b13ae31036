import marimo

app = marimo.App()


@app.cell
def _():
    print("in a cell")
    return


class Model:
    def fit(self):
        print("fitted")
