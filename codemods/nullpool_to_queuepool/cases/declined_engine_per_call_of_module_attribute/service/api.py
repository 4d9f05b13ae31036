import service.db


def orders(request):
    with service.db.get_engine().connect() as connection:
        return connection.exec_driver_sql("select 1").scalar()
