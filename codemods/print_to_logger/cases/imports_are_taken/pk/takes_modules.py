from .from_import import (
    sys as system,  # its own
    traceback,
)


def show():
    system.exit(traceback.format_exc())
