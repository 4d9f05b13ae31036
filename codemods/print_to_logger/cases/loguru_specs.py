from loguru import logger


class Cache:
    def evict(self, key, age, share):
        print(f"Evicted {key!r} after {age:.1f} s")
        print(f"{share:.1%} of the cache is used")
        print("100% of {slots} are free")
        print(f"{{key}} is {key:>20}")
        print(f"{age:,} {age=}")
        print("key", key)
        print("slot %s is %d old" % (key, age))
        print({"key": key})

    def drop(self, path):
        try:
            path.unlink()
        except OSError as exc:
            print(f"Could not drop {path}: {exc}")
