def balance() -> int:
    return 42
