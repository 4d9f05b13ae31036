# call: positive("1")
# call: positive("0")
# call: positive("x")
# call: positive(None)
# call: positive(float("inf"))
# call: Validator().test("wrong")
# call: Validator().test("right")
"""An `assert` outside of tests is an exception like any other."""


def positive(text):
    try:
        number = int(text)
        assert number > 0
    except:
        return 1
    return number


class Validator:
    def test(self, value):
        try:
            checked(value)
        except:
            return 0
        return 1


def checked(value):
    assert value == "right"
