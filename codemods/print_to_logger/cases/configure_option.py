# options: configure = true
import sys


class Poller:
    def poll(self):
        print("polling")
        return len(sys.argv)


def main():
    return Poller().poll()


if __name__ == "__main__":
    sys.exit(main())
