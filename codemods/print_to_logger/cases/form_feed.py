"""Pages are separated by form feeds."""

import os


class First:
    def show(self):
        print(f"page one of {os.getcwd()}")


class Second:
    def show(self):
        print("page two")

