# call: narrowed("x", None)
# call: narrowed(None, None)
# call: narrowed(float("inf"), None)
# call: exception(None)
# call: again(None)
"""Comments to tools: what speaks of the bare clause goes, the rest stays."""


def narrowed(text, out):
    results = []
    try:
        results.append(int(text))
    except:  # noqa
        results.append(1)
    try:
        results.append(int(text))
    except:  # noqa: E722
        results.append(2)
    try:
        results.append(int(text))
    except:  # noqa: E722, E501
        results.append(3)
    try:
        results.append(int(text))
    except:  # noqa:E722,BLE001
        results.append(4)
    try:
        results.append(int(text))
    except:  # noqa: BLE001
        results.append(5)
    try:
        results.append(int(text))
    except:  # type: ignore # noqa: E722
        results.append(6)
    try:
        results.append(int(text))
    except:  # noqa: E722  # words are nothing to count
        results.append(7)
    try:
        results.append(int(text))
    except:  # words are nothing to count  # noqa: E722
        results.append(8)
    try:
        results.append(int(text))
    except:  # NOQA:E722
        results.append(9)
    try:
        results.append(int(text))
    except:  # nosec B110
        results.append(10)
    try:
        results.append(int(text))
    except:  # pylint: disable=bare-except
        results.append(11)
    try:
        results.append(int(text))
    except:  # noqa: E722 pylint: disable=bare-except
        results.append(12)
    try:
        results.append(int(text))
    except:  # noqa: B001,S110,E722
        results.append(13)
    return results


def exception(client):
    results = []
    try:
        results.append(client.fetch())
    except:  # noqa
        results.append(1)
    try:
        results.append(client.fetch())
    except:  # noqa: E722
        results.append(2)
    try:
        results.append(client.fetch())
    except:  # noqa: E722, E501
        results.append(3)
    try:
        results.append(client.fetch())
    except:  # noqa:E722,BLE001
        results.append(4)
    try:
        results.append(client.fetch())
    except:  # noqa: BLE001
        results.append(5)
    try:
        results.append(client.fetch())
    except:  # type: ignore # noqa: E722
        results.append(6)
    try:
        results.append(client.fetch())
    except:  # noqa: E722  # the client has no class of its own
        results.append(7)
    try:
        results.append(client.fetch())
    except:  # nosec B110
        results.append(8)
    try:
        results.append(client.fetch())
    except:  # pylint: disable=bare-except
        results.append(9)
    try:
        results.append(client.fetch())
    except:  # noqa: B001, E722, S110
        results.append(10)
    return results


def again(client):
    try:
        return client.fetch()
    except:  # noqa: E722
        print("failed")
        raise
