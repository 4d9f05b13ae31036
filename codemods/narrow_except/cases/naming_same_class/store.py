from other_errors import Refused


def take(left):
    if left is None:
        raise Refused
    return left
