# call: one("3")
# call: one("x")
# call: two("x")
# call: three("x")
# call: four("x")
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
