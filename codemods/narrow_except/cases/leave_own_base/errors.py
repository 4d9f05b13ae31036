class Abort(BaseException):
    """Ends the batch; nothing but the top is to catch it."""


class SoftAbort(Abort):
    pass


class BadRow(ValueError):
    pass
