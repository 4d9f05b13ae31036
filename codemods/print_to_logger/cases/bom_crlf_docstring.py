"""With a mark, Windows line ends and no final newline."""
import sys

def read(path):
    print(f"reading {path}", file=sys.stderr)