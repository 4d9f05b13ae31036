# file: prices.csv "pear,3\napple,5\n\nplum,x\nfig\n"
# file: good.csv "pear,3\napple,5\n"
# file: latin.csv b"pear,\xff\n"
# call: prices("good.csv")
# call: prices("prices.csv")
# call: prices("latin.csv")
# call: prices("gone.csv")
# call: total("good.csv")
# call: total("prices.csv")
# call: total("gone.csv")
# call: total("a\0b")
# call: total(None)
# call: first("good.csv")
# call: first("latin.csv")
# call: first("gone.csv")
# call: first(None)
# call: append("log.txt", "line")
# call: append("log.txt", "\ud800")
# call: append("gone/log.txt", "line")
# call: append("log.txt", None)
"""Lines of text files, of which some are broken."""


def prices(path):
    found = {}
    try:
        handle = open(path, encoding="utf-8")
    except OSError:
        return None
    with handle:
        for number in range(5):
            try:
                name, price = handle.readline().split(",")
                found[name] = int(price)
            except:
                found[number] = "broken"
    return found


def total(path):
    amount = 0
    try:
        with open(path, encoding="utf-8") as handle:
            for line in handle:
                fields = line.strip().split(",")
                amount += int(fields[1])
    except:
        return None
    return amount


def first(path):
    try:
        with open(path, "r", encoding="utf-8") as handle:
            return handle.readline().rstrip("\n")
    except:
        return ""


def append(path: str, line):
    try:
        with open(path, "a", encoding="utf-8") as handle:
            handle.write(line)
    except:
        return False
    return True
