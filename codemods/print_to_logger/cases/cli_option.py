# options: cli = true
import argparse


def report(count):
    print(f"{count} orders are waiting")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    report(parser.parse_args().count)


if __name__ == "__main__":
    print("counting")
    main()
