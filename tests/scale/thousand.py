#!/usr/bin/env python3
"""One thousand repositories in one run, a second run, and the same in four shares.

    python3 tests/scale/thousand.py OVERHAUL [COUNT]

OVERHAUL is a release binary. Ends with an error where a limit is missed: one pull request each, under 500 MB, a second run in under a
tenth of the time that changes nothing, and shares with the same end state.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import servers
from fleet import World, asked


def main() -> None:
    overhaul = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    world = World(count, overhaul)
    first, memory, said = world.fleet("run")
    print(f"first run: {first:.1f} s, {memory // 1024} MB in the largest process, requests {asked()}\n{said.strip()}")
    world.check("first run")
    tips = world.tips()
    servers.Forge.asked.clear()
    second, memory_again, _ = world.fleet("run")
    print(f"second run: {second:.1f} s ({second / first:.3f} of the first), {memory_again // 1024} MB, requests {asked()}")
    world.check("second run")
    if tips != world.tips() or set(servers.Forge.asked) - {"GET"}:
        sys.exit("the second run changed something")
    trees = world.trees()

    world.reset()

    def share(index: int) -> None:
        lines = f"{index}.jsonl"
        world.fleet("compute", "--shard", f"{index}/4", "--state", f"{index}.sqlite", "--output", lines)

    workers = [threading.Thread(target=share, args=(index,)) for index in range(1, 5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    world.fleet("publish", *(f"{index}.jsonl" for index in range(1, 5)))
    world.check("four shares")
    if trees != world.trees():
        sys.exit("the shares came to something else")
    limits = [(memory < 500 * 1024, "memory"), (second < first / 10, "the second run")]
    missed = [name for is_kept, name in limits if not is_kept]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
