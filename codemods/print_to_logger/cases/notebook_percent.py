import pandas

# %% Load the orders


def load(path):
    orders = pandas.read_csv(path)
    print(f"{len(orders)} orders")
    return orders


# %%
class Report:
    def show(self):
        print("shown")
