"""The else branch of the guard is what an import runs."""

import os

if __name__ == "__main__":
    print("started by hand")
else:
    print("imported")

if __name__ != "__main__":
    print("imported, the other way round")

if __name__ == "__main__" and os.environ.get("TRACE"):
    print("started by hand with tracing")

if not __name__ == "__main__":
    print("imported, negated")
