# call: order("3 pear")
# call: order("three pear")
# call: order("3")
# call: order("3 fig")
# call: order(None)
# call: checked("0 pear")
# call: checked("3 pear")
# call: checked("x pear")
# call: checked("3")
# call: refund("3")
# call: refund("-3")
# call: refund("x")
# call: stock("pear")
# call: stock("fig")
# call: stock([])
# call: recursive(3)
# call: recursive(0)
# call: checked(None)
# call: refund(None)
"""Functions that call functions of their module."""

PRICES = {"pear": 3, "plum": 5}


class Refused(Exception):
    pass


def parsed(line: str):
    count, name = line.split(" ")
    return int(count), name


def price_of(name):
    return PRICES[name]


def refuse(text: str):
    amount = int(text.strip())
    if amount < 0:
        raise Refused(text)
    return amount


def order(line):
    try:
        count, name = parsed(line)
        return count * price_of(name)
    except:
        return None


def checked(line: str):
    try:
        found = parsed(line)
        if line == "0 pear":
            raise Refused(line)
        return found
    except:
        return None


def refund(text: str):
    try:
        return refuse(text)
    except:
        return 0


def stock(name):
    try:
        return price_of(name)
    except:
        return -1


def countdown(number: int):
    if number <= 0:
        raise Refused("zero")
    return countdown(number - 1)


def recursive(number: int):
    try:
        return countdown(number)
    except:
        return "stopped"
