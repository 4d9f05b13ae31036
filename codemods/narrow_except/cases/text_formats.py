# call: percent("%s of %s", (1, 2))
# call: percent("%s of %s", (1,))
# call: percent("%(name)s", {})
# call: percent("%y", 1)
# call: percent("%c", 10 ** 10)
# call: row("%d items", 5)
# call: row("%d items", "x")
# call: aligned("a", 5)
# call: aligned("a", 10 ** 30)
# call: aligned("a", "5")
# call: padded("a", 3)
# call: padded("a", 10 ** 30)
# call: padded("a", None)
# call: joined(["a", "b"])
# call: joined(["a", 1])
# call: joined(None)
# call: templated("{} {}", 1)
# call: templated("{0}", 1)
# call: templated("{", 1)
# call: repeated("ab", 2)
# call: repeated("ab", 10 ** 30)
# call: repeated("ab", "2")
# call: table(["a", "bc"])
# call: table(["a", ""])
# call: aligned(None, 5)
# call: padded(None, 5)
# call: table([None])
"""Texts for people."""


def percent(template: str, values):
    try:
        return template % values
    except:
        return template


def row(template: str, count: int):
    try:
        return template % count
    except:
        return str(count)


def aligned(text: str, width: int):
    try:
        return text.ljust(width)
    except:
        return text


def padded(text: str, width: int):
    try:
        return text.zfill(width)
    except:
        return text


def joined(parts: list):
    try:
        return ", ".join(parts)
    except:
        return ""


def templated(template: str, value):
    try:
        return template.format(value)
    except:
        return template


def repeated(text: str, times: int):
    try:
        return text * times
    except:
        return text


def table(cells: list[str]):
    lines = []
    for cell in cells:
        try:
            lines.append(cell[0] + "|")
        except:
            lines.append("?|")
    return lines
