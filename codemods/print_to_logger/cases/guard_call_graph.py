"""Only what nothing but the guard can reach is output of the command."""

import asyncio


def shared(step):
    print(f"step {step}")


def only_from_main(step):
    print(f"running step {step}")
    deeper(step)


def deeper(step):
    print(f"still command output: {step}")


def by_reference(step):
    print(f"passed as a value: {step}")


def nobody_calls_me(step):
    print(f"imported from elsewhere: {step}")


class Job:
    def run(self):
        shared(1)


async def main():
    only_from_main(1)
    shared(2)
    for action in (by_reference,):
        action(3)
    print("done")


if "__main__" == __name__:
    asyncio.run(main())
