from . import member


def show():
    member . sys . exit(member . traceback . format_exc())
