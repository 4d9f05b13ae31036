"""The markers of cells inside of texts and code.

# %%
"""


class Template:
    TEXT = """
# %%
"""

    def fill(self, share):
        # %%
        print("filled", share)  # %%
        return "%d %%" % share
