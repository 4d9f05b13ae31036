import functools


def traced(func):
    print(f"decorating {func.__name__}")

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        print(f"-> {func.__name__}")
        try:
            return func(*args, **kwargs)
        finally:
            print(f"<- {func.__name__}")

    return wrapper


class Report:
    @traced
    @functools.lru_cache(maxsize=None)
    def total(self):  # cached
        print("adding up")
        return 3

    @(lambda func: print("an expression as decorator") or func)
    def show(self):
        return self.total()
