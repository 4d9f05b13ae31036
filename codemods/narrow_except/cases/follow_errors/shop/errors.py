"""What goes wrong in this shop."""


class ShopError(Exception):
    """The base of all."""


class SoldOut(ShopError):
    """Nothing is left."""


class NoSuchItem(ShopError, KeyError):
    """The shop does not have it."""
