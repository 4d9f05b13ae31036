# call: pair("a = b")
# call: pair("a")
# call: pair("a = b = c")
# call: version("1.2.3")
# call: version("1.2")
# call: version("1.2.x")
# call: column("a,b", 1)
# call: column("a,b", 5)
# call: column("a,b", "1")
# call: domain("me@example.org")
# call: domain("me")
# call: header(["Host: x", "broken", "A: b"])
# call: options("a=1,b=2")
# call: options("a=1,b")
# call: options("a=x")
# call: initials("Ada Lovelace")
# call: initials("")
# call: initials("Ada  Lovelace")
# call: pair(None)
# call: version(None)
# call: column(None, 0)
# call: domain(None)
# call: options(None)
# call: initials(None)
# call: initials(None)
# call: header([None])
# call: version(None)
"""Fields of texts."""


def pair(line: str):
    try:
        name, value = line.split("=")
        return name.strip(), value.strip()
    except:
        return None


def version(text: str):
    try:
        major, minor, patch = [int(part) for part in text.split(".")]
        return major, minor, patch
    except:
        return (0, 0, 0)


def column(line: str, index: int):
    try:
        return line.split(",")[index]
    except:
        return ""


def domain(address: str):
    try:
        return address.rindex("@")
    except:
        return None


def header(lines: list[str]):
    found = {}
    for line in lines:
        try:
            name, value = line.split(":", 1)
        except:
            continue
        found[name.lower()] = value.strip()
    return found


def options(text: str):
    found = {}
    try:
        for part in text.split(","):
            name, value = part.split("=", 1)
            found[name] = int(value)
    except:
        return None
    return found


def initials(name: str):
    try:
        letters = [part[0] for part in name.split(" ")]
        return letters[0]
    except:
        return "?"
