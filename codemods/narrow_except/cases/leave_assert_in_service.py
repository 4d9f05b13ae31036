# call: positive("1")
# call: positive("0")
# call: positive("x")
# call: positive(None)
# call: positive(float("inf"))
"""An `assert` outside of tests is an exception like any other."""


def positive(text):
    try:
        number = int(text)
        assert number > 0
    except:
        return 1
    return number
