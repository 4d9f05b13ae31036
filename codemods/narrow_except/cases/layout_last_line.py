# call: number("x")
# call: number(None)
# call: number(float("inf"))
"""The last line."""


def number(text):
    try: return int(text)
    except: return 0