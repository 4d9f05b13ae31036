"""Takes orders, reserves the stock and tells the customers."""

__version__ = "1.4.0"
