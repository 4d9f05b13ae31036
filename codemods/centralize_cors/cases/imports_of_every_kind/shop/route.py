from .ext import cross_origin


@cross_origin()
def view():
    return ""
