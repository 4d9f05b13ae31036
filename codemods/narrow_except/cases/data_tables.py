# file: good.csv "name,size\na,1\n"
# file: text.csv "name,size\na,x\n"
# file: short.csv "name\na\n"
# file: latin.csv b"name,size\n\xff,1\n"
# call: sizes(str(tmp / "good.csv"))
# call: sizes(str(tmp / "text.csv"))
# call: sizes(str(tmp / "short.csv"))
# call: sizes(str(tmp / "latin.csv"))
# call: sizes(str(tmp / "gone.csv"))
# call: rows(str(tmp / "good.csv"))
# call: rows(str(tmp / "latin.csv"))
# call: rows(None)
# call: rows(str(tmp))
# call: dialect("a;b;c\n1;2;3\n")
# call: dialect("")
# call: dialect("x")
# call: dump(str(tmp / "out.csv"), [{"name": "a", "size": 1}])
# call: dump(str(tmp / "out.csv"), [{"name": "a", "other": 1}])
# call: dump(str(tmp / "no" / "out.csv"), [])
"""Reads the tables of the warehouse."""

import csv


def sizes(path: str) -> dict:
    found = {}
    try:
        with open(path, newline="", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                found[row["name"]] = int(row["size"])
    except:
        return {}
    return found


def rows(path):
    try:
        with open(path, newline="", encoding="utf-8") as stream:
            return list(csv.reader(stream))
    except:
        return []


def dialect(sample: str):
    try:
        return csv.Sniffer().sniff(sample).delimiter
    except:
        return ","


def dump(path: str, lines: list) -> int:
    try:
        with open(path, "w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, fieldnames=["name", "size"])
            writer.writeheader()
            for line in lines:
                writer.writerow(line)
    except:
        return 0
    return len(lines)
