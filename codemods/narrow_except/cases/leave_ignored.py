# call: another_codemod(None)
"""Handlers that someone wants as they are."""


def fetch(client):
    try:
        return client.fetch()
    except:  # overhaul: ignore
        return None


def one_codemod(client):
    try:
        return client.fetch()
    except:  # overhaul: ignore[narrow-except]
        return None


def another_codemod(client):
    try:
        return client.fetch()
    except:  # overhaul: ignore[parameterize-sql]
        return None
