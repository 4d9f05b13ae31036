"""A parser in the file says nothing about the class beside it."""

import argparse


class Loader:
    def load(self, path):
        print(f"loading {path}")


def build_parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    return parser
