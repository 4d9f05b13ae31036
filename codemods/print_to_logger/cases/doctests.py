"""Shapes.

>>> area(2)
area of 2 is asked for
4
"""


def area(side):
    print(f"area of {side} is asked for")
    if side < 0:
        print(f"{side} is less than nothing")
    return side * side


class Square:
    """A square.

    >>> Square(3).show()
    3
    """

    def __init__(self, side):
        self.side = side
        print("square made")

    def show(self):
        print(self.side)

    def hide(self):
        print(self.side)


def total(shapes):
    """Adds them up.

    >>> total([Square(1)])  # doctest: +ELLIPSIS
    adding ... shapes
    1
    """
    print("adding", len(shapes), "shapes", "of", "all kinds")
    return report(shapes)


def report(shapes):
    """The sum.

    >>> report([])
    0
    """
    print("reported")
    return sum(shape.side for shape in shapes)
