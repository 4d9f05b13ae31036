from service.db import get_engine


def orders(request):
    with get_engine().connect() as connection:
        return connection.exec_driver_sql("select 1").scalar()
