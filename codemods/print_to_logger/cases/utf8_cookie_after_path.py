# path: service/naïve_store.py
# vim: set fileencoding=utf-8 :
import os


class Store:
    def show(self, größe):
        print(f"größe {größe} in {os.sep}")
