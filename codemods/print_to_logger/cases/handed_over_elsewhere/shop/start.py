import defopt

from .jobs import Nightly, weekly


def main():
    defopt.run([Nightly, weekly])
