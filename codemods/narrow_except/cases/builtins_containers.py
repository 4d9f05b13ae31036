# call: charge({"a": 3}, "a")
# call: charge({"a": 3}, "b")
# call: charge({"a": 3}, [])
# call: charge(None, "a")
# call: last([1, 2])
# call: last([])
# call: last(None)
# call: forget({"a": 1}, "a")
# call: forget({"a": 1}, "b")
# call: forget({"a": 1}, [])
# call: position(["a", "b"], "b")
# call: position(["a", "b"], "c")
# call: position(["a", "b"], "b", "0")
# call: drop(["a"], "a")
# call: drop(["a"], "b")
# call: take([1, 2], 1)
# call: take([1, 2], 5)
# call: take([1, 2], 10 ** 30)
# call: take([1, 2], "1")
# call: any_of(set())
# call: any_of({1})
# call: unsubscribe({"a"}, "b")
# call: unsubscribe({"a"}, [])
# call: unsubscribe({"a"}, "a")
# call: cheapest([])
# call: cheapest([3, 1])
# call: cheapest([3, "a"])
# call: forget(None, "a")
# call: position(None, "a")
# call: drop(None, "a")
# call: take(None, 1)
# call: any_of(None)
# call: unsubscribe(None, "b")
"""Lists, dictionaries and sets of a small shop."""


def charge(prices: dict[str, int], article):
    try:
        return prices[article]
    except:
        return 0


def last(events: list[str]):
    try:
        return events[-1]
    except:
        return None


def forget(sessions: dict[str, int], key: str):
    try:
        return sessions.pop(key)
    except:
        pass


def position(names: list[str], name: str, start=0):
    try:
        return names.index(name, start)
    except:
        return -1


def drop(names: list[str], name: str):
    try:
        names.remove(name)
    except:
        pass
    return names


def take(queue: list[int], at: int):
    try:
        return queue.pop(at)
    except:
        return None


def any_of(pending: set[int]):
    try:
        return pending.pop()
    except:
        return None


def unsubscribe(subscribers: set[str], name: str):
    try:
        subscribers.remove(name)
    except:
        return "no subscriber"
    return sorted(subscribers)


def cheapest(prices: list[int]):
    try:
        return min(prices)
    except:
        return None
