"""What is left."""


class NotCounted(LookupError):
    """Its class is not imported by those who call."""


def left(name: str) -> int:
    if name == "melon":
        raise NotCounted(name)
    return {"apple": 3}[name]
