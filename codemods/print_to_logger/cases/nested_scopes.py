import asyncio


class Retry:
    def __call__(self, func):
        def wrapper(*args):
            print(f"calling {func.__name__}")
            return func(*args)

        return wrapper

    async def run(self, jobs):
        async def one(job):
            print(f"job {job}")

        await asyncio.gather(*(one(job) for job in jobs))

    def hooks(self):
        self.on_start = lambda name: print(f"start {name}")
        self.on_stop = print
        return [print(hook) for hook in (self.on_start, self.on_stop)]

    def first(self, ready):
        return print("not ready") if not ready else ready

    def both(self, ready):
        ready and print("ready")
        print("one"), print("two")
