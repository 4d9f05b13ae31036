# call: again(None, "q")
# call: under_a_condition(None, "q", False)
# call: under_a_condition(None, "q", True)
"""Cleanup, and then the exception again, another one, or one of both."""


class LoadError(Exception):
    pass


def again(connection, query):
    try:
        return connection.run(query)
    except:
        connection.rollback()
        raise


def another(connection, query):
    try:
        return connection.run(query)
    except:
        connection.rollback()
        raise LoadError(query)


def under_a_condition(connection, query, owned):
    try:
        return connection.run(query)
    except:
        if owned:
            connection.close()
        raise


def sometimes(connection, query, quiet):
    try:
        return connection.run(query)
    except:
        connection.close()
        if not quiet:
            raise
        return None


def if_owned(connection, query, owned):
    try:
        return connection.run(query)
    except:
        if owned:
            connection.close()
        return None
