#!/usr/bin/env python3
"""A fleet on a Ray cluster of two nodes of this machine, of which one is killed in the middle.

    python3 tests/scale/ray_nodes.py OVERHAUL [COUNT]

Run by a Python that has `ray`. Where that Python's environment has the wheel, too, overhaul finds the driver as a user's does; otherwise the
driver is taken from this repository. Ends with an error where a repository has not exactly one pull request at the end.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import servers
from fleet import World, asked

PACKAGES = Path(__file__).resolve().parents[2] / "python"


def main() -> None:
    overhaul = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    world = World(count, overhaul)
    more = {}
    if importlib.util.find_spec("overhaul_ray") is None:
        more = {"OVERHAUL_PYTHON": sys.executable, "PYTHONPATH": str(PACKAGES), "OVERHAUL_PROGRAM": overhaul}
    os.environ.update(world.environment(**more))

    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    doomed = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    began = time.monotonic()
    command = [overhaul, "fleet", "run", "--engine", "ray", "--address", cluster.address]
    run = subprocess.Popen(command, cwd=world.root, env=world.environment(**more))
    lines = world.root / "fleet.lines.jsonl"
    while run.poll() is None and (not lines.exists() or len(lines.read_text().splitlines()) < count // 4):
        time.sleep(0.2)
    done = len(lines.read_text().splitlines()) if lines.exists() else 0
    cluster.remove_node(doomed, allow_graceful=False)
    print(f"one of two nodes was killed after {done} of {count} repositories")
    status = run.wait()
    print(f"the run ended with {status} after {time.monotonic() - began:.1f} s, requests {asked()}")
    if status != 0:
        sys.exit("the run failed")
    world.check("with one node killed")

    # A driver that is killed goes on where it was.
    world.reset()
    run = subprocess.Popen(command, cwd=world.root, env=world.environment(**more))
    while run.poll() is None and (not lines.exists() or len(lines.read_text().splitlines()) < count // 4):
        time.sleep(0.2)
    subprocess.run(["pkill", "-9", "-P", str(run.pid)], check=False)
    run.kill()
    run.wait()
    done = len(lines.read_text().splitlines())
    print(f"the driver was killed after {done} of {count} repositories")
    again = subprocess.run(command, cwd=world.root, env=world.environment(**more), check=False)
    if again.returncode != 0:
        sys.exit(f"the second driver ended with {again.returncode}")
    world.check("with the driver killed")
    cluster.shutdown()


if __name__ == "__main__":
    main()
