# call: one("3")
# call: one("x")
# call: one(float("inf"))
# call: one(None)
# call: two("3")
# call: two("x")
# call: two(float("inf"))
# call: two(None)
# call: three("3")
# call: three("x")
# call: three(float("inf"))
# call: three(None)
# call: four("3")
# call: four("x")
# call: four(float("inf"))
# call: four(None)
"""Clauses that a formatter would write otherwise."""


def one(text: str):
    try:
        return int(text)
    except  :
        return 0


def two(text: str):
    try:
        return int(text)
    except \
    :
        return 0


def three(text: str):
    try:
        return int(text)
    except	:
        return 0


def four(text: str):
    try:
        return int(text)
    except  :
        return 0
