def health() -> dict[str, bool]:
    return {"healthy": True}
