# call: depth([[], [[]]])
# call: depth(None)
# call: even_number("x")
# call: even_number(2)
# call: even_number(-1)
# call: seven("x")
# call: six("x")
# call: six(None)
# call: six(float("inf"))
# call: seven(None)
"""Recursion ends in something unknown, and so does a way that is too long."""


def nesting(rows):
    return 1 + max((nesting(row) for row in rows), default=0)


def depth(rows):
    try:
        return nesting(rows)
    except:
        return 0


def is_even(number):
    return number == 0 or is_odd(number - 1)


def is_odd(number):
    return number != 0 and is_even(number - 1)


def even_number(number):
    try:
        return is_even(number)
    except:
        return None


def one(text):
    return int(text)


def two(text):
    return one(text)


def three(text):
    return two(text)


def four(text):
    return three(text)


def five(text):
    return four(text)


def last(text):
    return five(text)


def beyond(text):
    return last(text)


def six(text):
    try:
        return last(text)
    except:
        return 0


def seven(text):
    try:
        return beyond(text)
    except:
        return 0
