from . import db


def my_handler(
  evt,
  ctx):
    pass
