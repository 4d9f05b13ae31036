from .star import	*


def show():
    sys.exit(traceback.format_exc())
