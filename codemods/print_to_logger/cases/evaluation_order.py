class Probe:
    def show(self, queue):
        print(f"{queue.pop()} then {queue.pop():>10} then {queue.pop()!r}")
        print("first", (head := queue.pop()), head)
        print(f"{(tail := queue.pop())} {tail}")
        print(f"{queue.pop()=}", queue.pop(), sep=", ")

    async def wait(self, feed):
        print(f"got {await feed.get()}")
        print("got", await feed.get(), [x async for x in feed])

    def lines(self):
        got = yield "ready"
        print(f"sent {got} {(yield 'again')}")
        print("sent", (yield), (yield from self.more()))
