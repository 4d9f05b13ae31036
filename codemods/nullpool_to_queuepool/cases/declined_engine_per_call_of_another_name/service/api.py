from service.db import get_engine as connect


def orders(request):
    return connect().url.database
