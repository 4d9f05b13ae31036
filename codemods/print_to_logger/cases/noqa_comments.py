class Report:
    def show(self, rows):
        print("alone")  # noqa: T201
        print("with another")  # noqa: T201, E501
        print("among others")  # noqa: E501,T201,S608
        print("lower case")  # NoQA:t201
        print("whole family")  # noqa: T20
        print("all rules")  # noqa
        print("with words")  # noqa: T201  printed for the operator
        print("another comment")  # keep this  # noqa: T201
        print("not about prints")  # noqa: E501
        print("two tools")  # noqa: T201  # pylint: disable=bad-builtin
        print(
            "over lines", rows,
        )  # noqa: T201
        print("=" * 20)  # noqa: T201
