# call: cleaned({"a": 1, "b": 0})
# call: cleaned({})
# call: halved([4, 3])
# call: drained(["1", "x", "3"])
# call: first_number(["x", "7"])
# call: first_number(["x"])
# call: first_number([])
# call: popped(["a", "b"])
# call: popped([])
# call: grown({1, 2})
# call: grown(set())
# call: rows([["1"], [], ["x"]])
# call: rows(None)
# call: polled(["x", "", "4"])
# call: polled(["x"])
# call: drained(None)
# call: popped(None)
# call: grown(None)
# call: grown([1])
# call: polled(None)
# call: cleaned(None)
# call: cleaned([1])
# call: halved([None])
# call: first_number([None])
# call: polled([None])
"""Loops whose handlers go on, stop or count, and loops over what changes."""

import time


def cleaned(counts: dict[str, int]):
    try:
        for name in counts:
            if name.endswith("b"):
                counts.pop(name)
    except:
        return "changed"
    return counts


def halved(numbers: list[int]):
    done = []
    for number in numbers:
        try:
            done.append(10 // (number - 3))
        except:
            pass
    return done


def drained(texts: list[str]):
    total = 0
    while True:
        try:
            total += int(texts.pop().strip())
        except:
            break
    return total


def first_number(texts: list[str]):
    for text in texts:
        try:
            return int(text.strip())
        except:
            continue
    return None


def popped(names: list[str]):
    taken = []
    while True:
        try:
            taken.append(names.pop())
        except:
            return taken


def grown(numbers: set[int]):
    try:
        for number in numbers:
            numbers.add(number + 10)
    except:
        return "changed"
    return "empty"


def rows(table: list[list[str]]):
    try:
        return [row[0] for row in table]
    except:
        return None


def polled(answers: list[str]):
    tries = 0
    while tries < 3:
        try:
            return int(answers[tries].strip())
        except:
            tries += 1
            time.sleep(0)
    return None
